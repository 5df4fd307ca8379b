# The service with its engine: `docker build -t trainyard .`

FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM python:3.11-slim-bookworm AS engine
# The wheel and checksum that src/h2o/install/jar.ts pins.
RUN echo 'h2o==3.46.0.11 --hash=sha256:4c266bbe961a69126a2ec143041a493f8a02ffdea64023907ecd6025a498457c' > wheel.txt \
 && pip download --no-cache-dir --no-deps --require-hashes -r wheel.txt -d wheel \
 && python -m zipfile -e wheel/*.whl unpacked \
 && mkdir /engine && mv unpacked/h2o/backend/bin/h2o.jar /engine/h2o.jar && rm -r wheel unpacked

FROM node:24-bookworm-slim AS runtime
RUN apt-get update \
 && apt-get install -y --no-install-recommends openjdk-17-jre-headless libgomp1 tini \
 && rm -rf /var/lib/apt/lists/*
COPY --from=engine /engine /engine
WORKDIR /app
COPY --from=build /src/package.json ./
COPY --from=build /src/node_modules ./node_modules
COPY --from=build /src/dist ./dist
RUN mkdir /data /cache && chown node:node /data /cache
USER node
# A container is reached from outside, so HOST is not loopback and the service asks for API_TOKEN.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data CACHE_DIR=/cache H2O_JAR=/engine/h2o.jar
EXPOSE 4000
VOLUME /data
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# tini reaps the engine's processes and hands SIGTERM on.
ENTRYPOINT ["tini", "--"]
CMD ["node", "--enable-source-maps", "--max-semi-space-size=4", "dist/main.js"]
