package org.example.scvm;

import io.scvm.CustomerBase;
import io.scvm.ErrorCode;
import io.scvm.RejectedRow;
import io.scvm.ScoreTable;
import io.scvm.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All customers, scored together from one base: what a model asks for that looks at a network, at credit among customers,
 * or at actions that cannot reach everybody. Rows cross into the base by columns, a chunk at a time; what stays here of a
 * customer is the id and the hash. It owns native memory until it is closed.
 */
final class Everybody implements AutoCloseable {
  private static final int EVENTS_AT_ONCE = 50_000;

  private final List<PartyRecord> parties = new ArrayList<>(); // in the database's order
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, List<String>> owners = new HashMap<>(); // by table: the id that each row belongs to
  private long eventRows;
  private long strangers;
  private final List<String> rejectedEvents = new ArrayList<>();
  private final ScoreTable table;

  /** Reads everybody in one transaction, so that all rows are of the same moment, and scores them as of a day. */
  Everybody(Connection connection, ScoringEngine engine, ZoneId zone, LocalDate asOf, int chunkSize) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (CustomerBase base = new CustomerBase(engine.timeZone())) {
      final PartyReader reader = new PartyReader(connection, zone, engine.currency());
      addParties(base, reader, chunkSize);
      if (!engine.previousTier().isEmpty()) {
        addTiers(base, engine.previousTier(), new ScoreStore(connection).tiers());
      }
      final List<String> employees = reader.employees();
      owners.put("employees", employees);
      base.addEmployees(employees.toArray(String[]::new));
      reader.interactions(EVENTS_AT_ONCE, rows -> addInteractions(base, rows));
      reader.referrals(EVENTS_AT_ONCE, rows -> addReferrals(base, rows));
      connection.commit();
      noteRejected(base.rejected());
      table = engine.score(base, asOf);
    }
  }

  /** The next customers after an id; fewer than the limit at the end only. */
  List<PartyRecord> next(String after, int limit) {
    final int first = after.isEmpty() ? 0 : places.get(after) + 1;
    return parties.subList(first, Math.min(parties.size(), first + limit));
  }

  /** The explained card of one of them. */
  String card(String id) {
    return table.explain(id);
  }

  /** How many interactions and referrals were read. */
  long eventRows() {
    return eventRows;
  }

  /** How many of those name somebody who is neither customer nor employee; they count for nobody. */
  long strangers() {
    return strangers;
  }

  /** The others of them that were not used, and why. */
  List<String> rejectedEvents() {
    return rejectedEvents;
  }

  @Override
  public void close() {
    table.close();
  }

  private void addParties(CustomerBase base, PartyReader reader, int chunkSize) throws SQLException {
    List<PartyRecord> chunk = reader.next("", chunkSize);
    while (!chunk.isEmpty()) {
      base.addCustomers(chunk.stream().map(PartyRecord::id).toArray(String[]::new));
      addAnswers(base, chunk);
      addPurchases(base, chunk);
      addConsents(base, chunk);
      addContributions(base, chunk);
      for (final PartyRecord party : chunk) {
        party.forgetRows();
        places.put(party.id(), parties.size());
        parties.add(party);
      }
      chunk = chunk.size() < chunkSize ? List.of() : reader.next(chunk.get(chunk.size() - 1).id(), chunkSize);
    }
  }

  private interface RowsOf {
    int of(PartyRecord party);
  }

  // The column of ids for the rows of some customers, which lie one customer after the other.
  private String[] ids(String table, List<PartyRecord> chunk, RowsOf rows) {
    final List<String> result = new ArrayList<>();
    for (final PartyRecord party : chunk) {
      for (int i = rows.of(party); i > 0; i--) {
        result.add(party.id());
      }
    }
    owners.computeIfAbsent(table, unused -> new ArrayList<>()).addAll(result);
    return result.toArray(String[]::new);
  }

  private void addAnswers(CustomerBase base, List<PartyRecord> chunk) {
    final String[] customer = ids("answers", chunk, party -> party.answers().size());
    final String[] item = new String[customer.length];
    final double[] value = new double[customer.length];
    final long[] time = new long[customer.length];
    final int[] wave = new int[customer.length];
    int at = 0;
    for (final PartyRecord party : chunk) {
      for (final PartyRecord.Answer each : party.answers()) {
        item[at] = each.item();
        value[at] = each.value() == null ? Double.NaN : each.value().doubleValue();
        time[at] = each.time();
        wave[at++] = each.wave();
      }
    }
    base.addAnswers(customer, item, value, time, wave);
  }

  private void addPurchases(CustomerBase base, List<PartyRecord> chunk) {
    final String[] customer = ids("purchases", chunk, party -> party.purchases().size());
    final long[] time = new long[customer.length];
    final double[] amount = new double[customer.length];
    int at = 0;
    for (final PartyRecord party : chunk) {
      for (final PartyRecord.Purchase each : party.purchases()) {
        time[at] = each.time();
        amount[at++] = each.amount().doubleValue();
      }
    }
    base.addPurchases(customer, time, amount);
  }

  private void addConsents(CustomerBase base, List<PartyRecord> chunk) {
    final String[] customer = ids("consents", chunk, party -> party.consents().size());
    final String[] purpose = new String[customer.length];
    final String[] state = new String[customer.length];
    final long[] time = new long[customer.length];
    final long[] expires = new long[customer.length];
    int at = 0;
    for (final PartyRecord party : chunk) {
      for (final PartyRecord.Consent each : party.consents()) {
        purpose[at] = each.purpose();
        state[at] = each.state();
        time[at] = each.time();
        expires[at++] = each.expires() == null ? Long.MAX_VALUE : each.expires();
      }
    }
    base.addConsents(customer, purpose, state, time, expires);
  }

  private void addContributions(CustomerBase base, List<PartyRecord> chunk) {
    final String[] customer = ids("contributions", chunk, party -> party.contributions().size());
    final String[] kind = new String[customer.length];
    final long[] time = new long[customer.length];
    final double[] units = new double[customer.length];
    final double[] accepted = new double[customer.length];
    final double[] value = new double[customer.length];
    int at = 0;
    for (final PartyRecord party : chunk) {
      for (final PartyRecord.Contribution each : party.contributions()) {
        kind[at] = each.kind();
        time[at] = each.time();
        units[at] = each.units().doubleValue();
        accepted[at] = each.accepted() == null ? Double.NaN : each.accepted() ? 1 : 0;
        value[at++] = each.value() == null ? Double.NaN : each.value().doubleValue();
      }
    }
    base.addContributions(customer, kind, time, units, accepted, value);
  }

  // Tiers of people who are customers no more are of no use.
  private void addTiers(CustomerBase base, String attribute, Map<String, String> tiers) {
    final List<String> known = tiers.keySet().stream().filter(places::containsKey).toList();
    base.addAttributes(
        attribute, known.toArray(String[]::new), known.stream().map(tiers::get).toArray(String[]::new));
  }

  private void addInteractions(CustomerBase base, List<PartyReader.Interaction> rows) {
    note("interactions", rows.stream().map(PartyReader.Interaction::id).toList());
    base.addInteractions(
        rows.stream().map(PartyReader.Interaction::actor).toArray(String[]::new),
        rows.stream().map(PartyReader.Interaction::target).toArray(String[]::new),
        rows.stream().map(PartyReader.Interaction::kind).toArray(String[]::new),
        rows.stream().mapToLong(PartyReader.Interaction::time).toArray(),
        rows.stream().map(PartyReader.Interaction::channel).toArray(String[]::new),
        rows.stream().mapToDouble(PartyReader.Interaction::sentiment).toArray(),
        rows.stream().mapToDouble(PartyReader.Interaction::count).toArray());
  }

  private void addReferrals(CustomerBase base, List<PartyReader.Referral> rows) {
    note("referrals", rows.stream().map(each -> each.referrer() + " to " + each.referred()).toList());
    base.addReferrals(
        rows.stream().map(PartyReader.Referral::referrer).toArray(String[]::new),
        rows.stream().map(PartyReader.Referral::referred).toArray(String[]::new),
        rows.stream().mapToLong(PartyReader.Referral::time).toArray());
  }

  private void note(String table, List<String> rows) {
    eventRows += rows.size();
    owners.computeIfAbsent(table, unused -> new ArrayList<>()).addAll(rows);
  }

  // What was not used goes to the customer whose row it is; a row between people has its own id.
  private void noteRejected(List<RejectedRow> rejected) {
    for (final RejectedRow row : rejected) {
      final List<String> rows = owners.get(row.table().word());
      final String owner = rows == null ? "" : rows.get((int) row.row());
      final Integer place = places.get(owner);
      if (row.table() == Table.INTERACTIONS || row.table() == Table.REFERRALS) {
        if (row.code() == ErrorCode.UNKNOWN_ID) {
          strangers++;
        } else {
          rejectedEvents.add(row.table().word() + " " + owner + ": " + row.reason());
        }
      } else if (place != null) {
        parties.get(place).rejected().add(row.table().word() + ": " + row.reason());
      }
    }
  }
}
