import hex.genmodel.MojoModel;
import hex.genmodel.PredictContributions;
import hex.genmodel.PredictContributionsFactory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Explains rows with H2O's genmodel and prints what a row took, in microseconds of processor time, the names of the contributions, and then
 * the contributions of each row. Arguments: the MOJO, the rows (numbers separated by commas, in the model's order), and
 * how many seconds to warm up and to measure.
 */
public final class Contributions {
  private static double[][] rows;
  private static PredictContributions predictor;
  private static float total;
  /** Of the thread that explains alone: compilers and garbage collection are not counted. */
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  public static void main(String[] args) throws Exception {
    predictor = ((PredictContributionsFactory) MojoModel.load(args[0], true)).makeContributionsPredictor();
    try (var lines = Files.lines(Path.of(args[1]))) {
      rows = lines.map(Contributions::parse).toArray(double[][]::new);
    }
    double seconds = Double.parseDouble(args[2]);
    explainFor(seconds);
    System.out.println(explainFor(seconds));
    System.out.println(String.join(",", predictor.getContributionNames()));
    for (double[] row : rows) System.out.println(Arrays.toString(predictor.calculateContributions(row)));
    // So that no compiler leaves out what is timed.
    System.err.println(total);
  }

  /** @return microseconds a row */
  private static double explainFor(double seconds) {
    long start = CLOCK.getCurrentThreadCpuTime();
    long explained = 0;
    double nanos;
    do {
      total += predictor.calculateContributions(rows[(int) (explained++ % rows.length)])[0];
      nanos = CLOCK.getCurrentThreadCpuTime() - start;
    } while (nanos < seconds * 1e9);
    return nanos / 1e3 / explained;
  }

  private static double[] parse(String line) {
    return Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
  }
}
