// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.time.LocalDate;
import java.util.List;

/**
 * What is done for whom: what {@link ScoreTable#treatments} says, as a value.
 *
 * @param asOf The day of scoring.
 * @param model Which model.
 * @param actions In the order of the model.
 * @param attention The first by participation class, then influence, then value; ties by id; only who may be
 *     contacted.
 * @param releases The earliest month first.
 * @param activation What sympathizers could add.
 */
public record TreatmentList(
    LocalDate asOf,
    ModelName model,
    List<ListedAction> actions,
    List<AttentionEntry> attention,
    List<ReleaseEntry> releases,
    ActivationEstimate activation) {

  /**
   * Reads the document.
   *
   * @param json what {@link ScoreTable#treatments} gave
   * @return the same as a value
   * @throws ScvmException {@link ErrorCode#BAD_RECORD} with the path of what is not as it should be
   */
  public static TreatmentList of(String json) {
    return of(Json.read(json));
  }

  static TreatmentList of(Json from) {
    return new TreatmentList(
        from.need("as_of").day(),
        from.need("model").part(ModelName::of),
        from.need("actions").list(ListedAction::of),
        from.need("attention").list(AttentionEntry::of),
        from.need("releases").list(ReleaseEntry::of),
        from.need("activation").part(ActivationEstimate::of));
  }

  /**
   * In the order of the model.
   *
   * @param action What is done.
   * @param capacity Customers whom it can reach; null: everybody.
   * @param priority What decides who comes first.
   * @param customers Who gets it, the most urgent first; equal priorities by id.
   * @param waiting Customers who would get it if the capacity were larger.
   */
  public record ListedAction(
      String action,
      Long capacity,
      PriorityRule priority,
      List<ListedCustomer> customers,
      long waiting) {

    static ListedAction of(Json from) {
      return new ListedAction(
          from.need("action").text(),
          from.at("capacity").whole(),
          from.need("priority").word(PriorityRule.class),
          from.need("customers").list(ListedCustomer::of),
          from.need("waiting").whole());
    }
  }

  /**
   * Who gets it, the most urgent first; equal priorities by id.
   *
   * @param id The customer.
   * @param priority Higher comes first; compares within one action only. Null when absent.
   * @param reason Why this rule applies, in the words of the model.
   */
  public record ListedCustomer(
      String id,
      Double priority,
      String reason) {

    static ListedCustomer of(Json from) {
      return new ListedCustomer(
          from.need("id").text(),
          from.at("priority").number(),
          from.need("reason").text());
    }
  }

  /**
   * The first by participation class, then influence, then value; ties by id; only who may be contacted.
   *
   * @param id The customer.
   * @param participation How much the customer contributes.
   * @param influence Share of all attention. Null when absent.
   * @param value Network value, or lifetime value for a model without equity rules. Unit: money. Null when absent.
   */
  public record AttentionEntry(
      String id,
      ParticipationClass participation,
      Double influence,
      Double value) {

    static AttentionEntry of(Json from) {
      return new AttentionEntry(
          from.need("id").text(),
          from.need("participation").word(ParticipationClass.class),
          from.at("influence").number(),
          from.at("value").number());
    }
  }

  /**
   * The earliest month first.
   *
   * @param month In which contracts let captives go, e.g. "2027-01".
   * @param customers Who may then leave; null where they are too few to be shown.
   * @param revenue What may leave with them: revenue times the probability of being a captive; null where they are too
   *     few. Unit: money.
   */
  public record ReleaseEntry(
      String month,
      Long customers,
      Double revenue) {

    static ReleaseEntry of(Json from) {
      return new ReleaseEntry(
          from.need("month").text(),
          from.at("customers").whole(),
          from.at("revenue").number());
    }
  }

  /**
   * What sympathizers could add.
   *
   * @param recommendationsPerFan Recommendations; mean of the fans, null where they are suppressed or too few of them
   *     are known.
   * @param recommendationsPerSympathizer Recommendations; mean of the sympathizers, null in the same cases.
   * @param potential Recommendations more if sympathizers spoke up like fans. Null when absent.
   */
  public record ActivationEstimate(
      Double recommendationsPerFan,
      Double recommendationsPerSympathizer,
      Double potential) {

    static ActivationEstimate of(Json from) {
      return new ActivationEstimate(
          from.at("recommendations_per_fan").number(),
          from.at("recommendations_per_sympathizer").number(),
          from.at("potential").number());
    }
  }
}
