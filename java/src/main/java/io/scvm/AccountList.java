// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.time.LocalDate;
import java.util.List;

/**
 * What accounts are worth: what {@link ScoreTable#accounts} says, as a value.
 *
 * @param asOf The day of scoring.
 * @param model Which model.
 * @param currency Of all amounts.
 * @param accounts The highest lifetime value first, then those of which it is not told; equal ones by id.
 * @param rest Of customers in no account, or in none of which money is told; null: it would tell of few, and no money
 *     is told but the total.
 * @param total Of all customers.
 * @param superseded Memberships of the day that count for nothing, since the same member has a newer one.
 */
public record AccountList(
    LocalDate asOf,
    ModelName model,
    String currency,
    List<ListedAccount> accounts,
    AccountMoney rest,
    AccountMoney total,
    long superseded) {

  /**
   * Reads the document.
   *
   * @param json what {@link ScoreTable#accounts} gave
   * @return the same as a value
   * @throws ScvmException {@link ErrorCode#BAD_RECORD} with the path of what is not as it should be
   */
  public static AccountList of(String json) {
    return of(Json.read(json));
  }

  static AccountList of(Json from) {
    return new AccountList(
        from.need("as_of").day(),
        from.need("model").part(ModelName::of),
        from.need("currency").text(),
        from.need("accounts").list(ListedAccount::of),
        from.need("rest").part(AccountMoney::of),
        from.need("total").part(AccountMoney::of),
        from.need("superseded").whole());
  }

  /**
   * The highest lifetime value first, then those of which it is not told; equal ones by id.
   *
   * @param id The account.
   * @param above The account that it belongs to; null: none.
   * @param status Whether all figures are told.
   * @param members Persons who belong to it; who agreed to nothing counts nowhere. Null: too few, alone or beside the
   *     accounts below it. Unit: customers. Null when absent.
   * @param respondents Of these, who have a group. Null, as all that follows of answers: too few, or the mean would
   *     tell an answer. Unit: customers. Null when absent.
   * @param satisfaction Mean of the respondents', weighted as the model says. Unit: 0 to 100. Null when absent.
   * @param satisfactionLow The lower end of its 95 % interval, were the respondents a sample of the account: Wilson's,
   *     made of the mean and their number alone, and so rather wide. Unit: 0 to 100. Null when absent.
   * @param satisfactionHigh Its upper end. Unit: 0 to 100. Null when absent.
   * @param attachment The same of their attachment. Unit: 0 to 100. Null when absent.
   * @param attachmentLow The lower end of its interval. Unit: 0 to 100. Null when absent.
   * @param attachmentHigh Its upper end. Unit: 0 to 100. Null when absent.
   * @param segment Group of the portfolio to which both means belong.
   * @param revenue Of the accounts, and of those of their persons whose sum may be told. Unit: money. Null when
   *     absent.
   * @param lifetimeValue The same. Unit: money. Null when absent.
   * @param networkValue The same. Unit: money. Null when absent.
   */
  public record ListedAccount(
      String id,
      String above,
      AccountStatus status,
      Double members,
      Double respondents,
      Double satisfaction,
      Double satisfactionLow,
      Double satisfactionHigh,
      Double attachment,
      Double attachmentLow,
      Double attachmentHigh,
      Segment segment,
      Double revenue,
      Double lifetimeValue,
      Double networkValue) {

    static ListedAccount of(Json from) {
      return new ListedAccount(
          from.need("id").text(),
          from.at("above").text(),
          from.need("status").word(AccountStatus.class),
          from.at("members").number(),
          from.at("respondents").number(),
          from.at("satisfaction").number(),
          from.at("satisfaction_low").number(),
          from.at("satisfaction_high").number(),
          from.at("attachment").number(),
          from.at("attachment_low").number(),
          from.at("attachment_high").number(),
          from.need("segment").word(Segment.class),
          from.at("revenue").number(),
          from.at("lifetime_value").number(),
          from.at("network_value").number());
    }
  }

  /**
   * Of customers in no account, or in none of which money is told; null: it would tell of few, and no money is told
   * but the total.
   *
   * @param revenue Revenue. Unit: money. Null when absent.
   * @param lifetimeValue Lifetime values. Unit: money. Null when absent.
   * @param networkValue Network values; null without equity rules. Unit: money.
   */
  public record AccountMoney(
      Double revenue,
      Double lifetimeValue,
      Double networkValue) {

    static AccountMoney of(Json from) {
      return new AccountMoney(
          from.at("revenue").number(),
          from.at("lifetime_value").number(),
          from.at("network_value").number());
    }
  }
}
