/** A public address that leads to the service. */
export interface Tunnel {
  /** Scheme and host, such as `https://1a2b.ngrok.app`. */
  readonly url: string;
  close(): Promise<void>;
}

export interface TunnelSettings {
  readonly authtoken: string;
  /** Host and port of the service. */
  readonly address: string;
}

/** The part of `@ngrok/ngrok` that is used; an optional dependency, loaded only where a tunnel is wanted. */
export interface NgrokSdk {
  forward(config: { addr: string; authtoken: string }): Promise<{
    url(): string | null;
    close(): Promise<void>;
  }>;
}

/** The address could not be opened; the message says why, and what to do, in one sentence. */
export class TunnelError extends Error {
  override readonly name = 'TunnelError';
}

const OPEN_TIMEOUT_MS = 15_000;

/** @throws {TunnelError} */
export async function openTunnel(
  { authtoken, address }: TunnelSettings,
  load: () => Promise<NgrokSdk> = () => import('@ngrok/ngrok'),
): Promise<Tunnel> {
  const ngrok = await load().catch((error: unknown) => {
    throw new TunnelError('There is no public address: `npm install @ngrok/ngrok` brings what it needs.', {
      cause: error,
    });
  });
  const opening = ngrok.forward({ addr: address, authtoken });
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it did not answer')), OPEN_TIMEOUT_MS);
  });
  try {
    const listener = await Promise.race([opening, timeout]);
    const url = listener.url();
    if (url === null) throw new Error('it gave none');
    return { url: new URL(url).origin, close: () => listener.close() };
  } catch (error) {
    // One that opens after all would lead to a service that does not know of it.
    void opening.then((listener) => listener.close()).catch(() => undefined);
    throw new TunnelError(sentence(error), { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function sentence(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  const code = /ERR_NGROK_\d+/.exec(reason)?.[0];
  if (code !== undefined) {
    return `There is no public address: ngrok refused it (${code}). Look at NGROK_AUTHTOKEN and at https://ngrok.com/docs/errors/${code.toLowerCase()}.`;
  }
  const [first = ''] = reason.split('\n');
  return `There is no public address: ngrok cannot be reached from this network (${first}). The service works without it.`;
}
