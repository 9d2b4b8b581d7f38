import io.scvm.CustomerBase;
import io.scvm.Scorer;
import io.scvm.ScoreTable;
import io.scvm.ScoringModel;

/** Scores with nothing but the jar on the class path: what a user does first. Run as a single source file. */
public final class ScoreFromJar {
  public static void main(String[] args) {
    final String model = "{\"schema\":\"scvm-model/1\",\"id\":\"jar\",\"survey\":{\"items\":["
        + "{\"id\":\"sat\",\"dimension\":\"satisfaction\",\"lowest\":0,\"highest\":100},"
        + "{\"id\":\"att\",\"dimension\":\"attachment\",\"lowest\":0,\"highest\":100}]}}";
    try (ScoringModel read = ScoringModel.fromJson(model);
        Scorer scorer = new Scorer(read);
        CustomerBase base = new CustomerBase()) {
      base.addCustomers(new String[] {"💙"});
      base.addAnswers(new String[] {"💙", "💙"}, new String[] {"sat", "att"}, new double[] {100, 100});
      try (ScoreTable scores = scorer.score(base, "2026-11-21")) {
        final String segment = scores.labels("segment")[scores.codes("segment")[0]];
        if (!segment.equals("fan")) {
          throw new AssertionError(segment);
        }
      }
    }
  }
}
