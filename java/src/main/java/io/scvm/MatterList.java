// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.time.LocalDate;
import java.util.List;

/**
 * Who matters, and whom to win: what {@link ScoreTable#matters} says, as a value.
 *
 * @param asOf The day of scoring.
 * @param model Which model.
 * @param matters Who is active and influential and valuable; absent without such a section.
 * @param ambassadors Whom to win; absent without such a section.
 * @param employees Employees with ties inside and outside; those with most ties on the side where they have fewer,
 *     first.
 * @param tests Who was drawn to test, in the order of the model's tests.
 * @param topDecile Who enters and who leaves it where the network counts.
 * @param queue Who waits with a complaint, in the order in which to turn to them.
 * @param helpers Every helper by name, the most surely good one first: for those who send them, not to be passed on.
 */
public record MatterList(
    LocalDate asOf,
    ModelName model,
    MattersList matters,
    AmbassadorPlan ambassadors,
    List<BridgingEmployee> employees,
    List<TesterList> tests,
    TopDecileMovers topDecile,
    List<QueueEntry> queue,
    List<HelperFigure> helpers) {

  /**
   * Reads the document.
   *
   * @param json what {@link ScoreTable#matters} gave
   * @return the same as a value
   * @throws ScvmException {@link ErrorCode#BAD_RECORD} with the path of what is not as it should be
   */
  public static MatterList of(String json) {
    return of(Json.read(json));
  }

  static MatterList of(Json from) {
    return new MatterList(
        from.need("as_of").day(),
        from.need("model").part(ModelName::of),
        from.at("matters").part(MattersList::of),
        from.at("ambassadors").part(AmbassadorPlan::of),
        from.need("employees").list(BridgingEmployee::of),
        from.need("tests").list(TesterList::of),
        from.need("top_decile").part(TopDecileMovers::of),
        from.need("queue").list(QueueEntry::of),
        from.need("helpers").list(HelperFigure::of));
  }

  /**
   * Who is active and influential and valuable; absent without such a section.
   *
   * @param order What decides who is before whom.
   * @param ranked Customers in the order: active and influential and valuable, each above 0; null where they, or the
   *     others, are too few to be shown.
   * @param draws Of lifetime values, behind the probabilities of the first layer; 0: none are told.
   * @param customers The first of them; those who share a place stand side by side, by falling index, then by id.
   * @param profiles All customers whose place may be used, by what they are among the most of.
   * @param between Who stands between others.
   */
  public record MattersList(
      MattersOrder order,
      Long ranked,
      long draws,
      List<MatteringCustomer> customers,
      List<ProfileCell> profiles,
      PlacesBetween between) {

    static MattersList of(Json from) {
      return new MattersList(
          from.need("order").word(MattersOrder.class),
          from.at("ranked").whole(),
          from.need("draws").whole(),
          from.need("customers").list(MatteringCustomer::of),
          from.need("profiles").list(ProfileCell::of),
          from.need("between").part(PlacesBetween::of));
    }
  }

  /**
   * The first of them; those who share a place stand side by side, by falling index, then by id.
   *
   * @param id The customer.
   * @param place 1 more than the number of those who are before; equal ones share it. Unit: place. Null when absent.
   * @param sharedBy How many have that place. Unit: customers. Null when absent.
   * @param layer Pareto layer of activity, influence and value. Unit: layer. Null when absent.
   * @param firstLayer Of being in the first layer, as far as the lifetime values are known; null where the model has
   *     no fit. Unit: probability.
   * @param layerLow The best layer that this leaves, at the model's confidence. Unit: layer. Null when absent.
   * @param layerHigh The worst one. Unit: layer. Null when absent.
   * @param index Weighted geometric mean of percentile ranks. Unit: 0 to 100. Null when absent.
   * @param activity Own posts, answers and reviews, copies counted once. Unit: decayed contributions. Null when
   *     absent.
   * @param influence Of the attention that comes from accounts with a standing. Unit: share. Null when absent.
   * @param value Network value, or lifetime value for a model without equity rules. Unit: money. Null when absent.
   * @param active Among the most active.
   * @param influential Among the most influential.
   * @param valuable Among the most valuable.
   */
  public record MatteringCustomer(
      String id,
      Double place,
      Double sharedBy,
      Double layer,
      Double firstLayer,
      Double layerLow,
      Double layerHigh,
      Double index,
      Double activity,
      Double influence,
      Double value,
      boolean active,
      boolean influential,
      boolean valuable) {

    static MatteringCustomer of(Json from) {
      return new MatteringCustomer(
          from.need("id").text(),
          from.at("place").number(),
          from.at("shared_by").number(),
          from.at("layer").number(),
          from.at("first_layer").number(),
          from.at("layer_low").number(),
          from.at("layer_high").number(),
          from.at("index").number(),
          from.at("activity").number(),
          from.at("influence").number(),
          from.at("value").number(),
          from.need("active").flag(),
          from.need("influential").flag(),
          from.need("valuable").flag());
    }
  }

  /**
   * All customers whose place may be used, by what they are among the most of.
   *
   * @param active Among the most active.
   * @param influential Among the most influential.
   * @param valuable Among the most valuable.
   * @param customers How many; null where they are too few to be shown.
   * @param value Of them together; null where it is not shown. Unit: money.
   */
  public record ProfileCell(
      boolean active,
      boolean influential,
      boolean valuable,
      Long customers,
      Double value) {

    static ProfileCell of(Json from) {
      return new ProfileCell(
          from.need("active").flag(),
          from.need("influential").flag(),
          from.need("valuable").flag(),
          from.at("customers").whole(),
          from.at("value").number());
    }
  }

  /**
   * Who stands between others.
   *
   * @param tied Customers with ties among each other; null where they, or the others, are too few to be shown.
   * @param sources From how many of them shortest ways were looked for; null where that is all, and their number is
   *     not shown.
   * @param exact Whether that is all of them; else betweenness is an estimate.
   * @param error With probability 0.95 no betweenness is further from the exact one; 0 if exact. Unit: share. Null
   *     when absent.
   * @param hubs The highest betweenness first; equal ones by id.
   * @param bridges The highest betweenness first; equal ones by id.
   * @param spanners Those who span most first; then by betweenness and id.
   */
  public record PlacesBetween(
      Long tied,
      Long sources,
      boolean exact,
      Double error,
      List<CustomerBetween> hubs,
      List<CustomerBetween> bridges,
      List<CustomerBetween> spanners) {

    static PlacesBetween of(Json from) {
      return new PlacesBetween(
          from.at("tied").whole(),
          from.at("sources").whole(),
          from.need("exact").flag(),
          from.at("error").number(),
          from.need("hubs").list(CustomerBetween::of),
          from.need("bridges").list(CustomerBetween::of),
          from.need("spanners").list(CustomerBetween::of));
    }
  }

  /**
   * The highest betweenness first; equal ones by id.
   *
   * @param id The customer.
   * @param betweenness Of the shortest ways between others, those that run here. Unit: share. Null when absent.
   * @param cutOff Who could not reach the rest without the customer. Unit: customers. Null when absent.
   * @param spans Without a tie to an employee of their own, tied to this one, who has one. Unit: customers. Null when
   *     absent.
   */
  public record CustomerBetween(
      String id,
      Double betweenness,
      Double cutOff,
      Double spans) {

    static CustomerBetween of(Json from) {
      return new CustomerBetween(
          from.need("id").text(),
          from.at("betweenness").number(),
          from.at("cut_off").number(),
          from.at("spans").number());
    }
  }

  /**
   * Whom to win; absent without such a section.
   *
   * @param status How far the search went.
   * @param objective What they are to bring.
   * @param eligible Customers who could be chosen; null where they, or the others of their groups, are too few to be
   *     shown, or where some of the groups that are hidden are among them and some are not.
   * @param count How many at most. Unit: customers. Null when absent.
   * @param budget The costs together; null: no limit.
   * @param spent The costs of the plan. Null when absent.
   * @param reached Expected, by all together; nobody counts as reached by himself. Unit: of the objective. Null when
   *     absent.
   * @param reachedLow Lower end of the 95 % interval of the simulation; it says nothing of how well the model of
   *     spread fits. Unit: of the objective. Null when absent.
   * @param reachedHigh Its upper end. Unit: of the objective. Null when absent.
   * @param atLeast What the plan brings at least, nearly for sure. Unit: of the objective. Null when absent.
   * @param proven So much of the best possible is proven for this plan. Unit: share. Null when absent.
   * @param persons Expected to be reached, each by the standing of the account. Unit: customers. Null when absent.
   * @param personsLow Lower end of the interval of the simulation. Unit: customers. Null when absent.
   * @param personsHigh Its upper end. Unit: customers. Null when absent.
   * @param customers The plan, the first one first.
   */
  public record AmbassadorPlan(
      AmbassadorStatus status,
      AmbassadorObjective objective,
      Long eligible,
      Double count,
      Double budget,
      Double spent,
      Double reached,
      Double reachedLow,
      Double reachedHigh,
      Double atLeast,
      Double proven,
      Double persons,
      Double personsLow,
      Double personsHigh,
      List<AmbassadorEntry> customers) {

    static AmbassadorPlan of(Json from) {
      return new AmbassadorPlan(
          from.need("status").word(AmbassadorStatus.class),
          from.need("objective").word(AmbassadorObjective.class),
          from.at("eligible").whole(),
          from.at("count").number(),
          from.at("budget").number(),
          from.at("spent").number(),
          from.at("reached").number(),
          from.at("reached_low").number(),
          from.at("reached_high").number(),
          from.at("at_least").number(),
          from.at("proven").number(),
          from.at("persons").number(),
          from.at("persons_low").number(),
          from.at("persons_high").number(),
          from.need("customers").list(AmbassadorEntry::of));
    }
  }

  /**
   * The plan, the first one first.
   *
   * @param id The customer.
   * @param place In the order of choice. Unit: place. Null when absent.
   * @param gain What the customer adds to those before. Unit: of the objective. Null when absent.
   * @param pFan Of being a fan, which is taken as that of acting; null: not known. Unit: probability.
   * @param influence Of all attention. Unit: share. Null when absent.
   * @param value The own value, which counts for nothing here: it is there already. Unit: money. Null when absent.
   */
  public record AmbassadorEntry(
      String id,
      Double place,
      Double gain,
      Double pFan,
      Double influence,
      Double value) {

    static AmbassadorEntry of(Json from) {
      return new AmbassadorEntry(
          from.need("id").text(),
          from.at("place").number(),
          from.at("gain").number(),
          from.at("p_fan").number(),
          from.at("influence").number(),
          from.at("value").number());
    }
  }

  /**
   * Employees with ties inside and outside; those with most ties on the side where they have fewer, first.
   *
   * @param id The employee.
   * @param inside Employees with a tie.
   * @param outside Customers with a tie.
   */
  public record BridgingEmployee(
      String id,
      long inside,
      long outside) {

    static BridgingEmployee of(Json from) {
      return new BridgingEmployee(
          from.need("id").text(),
          from.need("inside").whole(),
          from.need("outside").whole());
    }
  }

  /**
   * Who was drawn to test, in the order of the model's tests.
   *
   * @param test Of which product.
   * @param testers Who was drawn, quota by quota in the order of the draw.
   */
  public record TesterList(
      String test,
      List<String> testers) {

    static TesterList of(Json from) {
      return new TesterList(
          from.need("test").text(),
          from.need("testers").list(Json::text));
    }
  }

  /**
   * Who enters and who leaves it where the network counts.
   *
   * @param entered Customers in the top decile by network value only.
   * @param left Customers in the top decile by lifetime value only.
   */
  public record TopDecileMovers(
      List<String> entered,
      List<String> left) {

    static TopDecileMovers of(Json from) {
      return new TopDecileMovers(
          from.need("entered").list(Json::text),
          from.need("left").list(Json::text));
    }
  }

  /**
   * Who waits with a complaint, in the order in which to turn to them.
   *
   * @param id The customer.
   * @param place In the queue, from 1.
   * @param open That are not settled. Unit: complaints. Null when absent.
   * @param openHours Since the oldest one came in. Unit: hours. Null when absent.
   * @param promisedHours Within which the most urgent one is to be answered. Unit: hours. Null when absent.
   * @param missedHours By which that was missed; 0: kept so far. Unit: hours. Null when absent.
   * @param damageAtRisk The own lifetime value and the audience's. Unit: money. Null when absent.
   * @param pOpponent That the customer is an opponent. Unit: probability. Null when absent.
   * @param priority Damage x P(opponent). Unit: money. Null when absent.
   */
  public record QueueEntry(
      String id,
      long place,
      Double open,
      Double openHours,
      Double promisedHours,
      Double missedHours,
      Double damageAtRisk,
      Double pOpponent,
      Double priority) {

    static QueueEntry of(Json from) {
      return new QueueEntry(
          from.need("id").text(),
          from.need("place").whole(),
          from.at("open").number(),
          from.at("open_hours").number(),
          from.at("promised_hours").number(),
          from.at("missed_hours").number(),
          from.at("damage_at_risk").number(),
          from.at("p_opponent").number(),
          from.at("priority").number());
    }
  }

  /**
   * Every helper by name, the most surely good one first: for those who send them, not to be passed on.
   *
   * @param id The helper.
   * @param customer Whether the helper is a customer.
   * @param state How far the helper has come.
   * @param badge Certified by several jobs that went well.
   * @param jobs That ended. Unit: jobs. Null when absent.
   * @param solved Of these, that went well. Unit: jobs. Null when absent.
   * @param trust That the next job goes well, with its interval; who is at least how good orders the list. Unit:
   *     probability.
   * @param rating Mean of the ratings that count, drawn to the usual one. Unit: stars. Null when absent.
   * @param ratings That count. Unit: ratings. Null when absent.
   */
  public record HelperFigure(
      String id,
      boolean customer,
      HelperState state,
      boolean badge,
      Double jobs,
      Double solved,
      Interval trust,
      Double rating,
      Double ratings) {

    static HelperFigure of(Json from) {
      return new HelperFigure(
          from.need("id").text(),
          from.need("customer").flag(),
          from.need("state").word(HelperState.class),
          from.need("badge").flag(),
          from.at("jobs").number(),
          from.at("solved").number(),
          from.need("trust").part(Interval::of),
          from.at("rating").number(),
          from.at("ratings").number());
    }
  }
}
