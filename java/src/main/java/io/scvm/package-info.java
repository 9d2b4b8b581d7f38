/**
 * scvm: explained score cards of customers, computed inside your own process.
 *
 * <p>Read a {@link io.scvm.ScoringModel}, fill a {@link io.scvm.CustomerBase}, let a {@link io.scvm.Scorer} make a {@link
 * io.scvm.ScoreTable}:
 *
 * <pre>{@code
 * try (ScoringModel model = ScoringModel.fromFile(Path.of("model.json"));
 *     CustomerBase base = new CustomerBase(model.timeZone());
 *     Scorer scorer = new Scorer(model)) {
 *   base.addCustomers(new CustomerColumns().id(List.of("ada", "grace")));
 *   base.addPurchases(statement.executeQuery("SELECT customer, time, amount FROM purchase"));
 *   try (ScoreTable scores = scorer.score(base, LocalDate.of(2026, 11, 21))) {
 *     double[] value = scores.columns().lifetimeValue();
 *     Segment segment = scores.card("ada").survey().segment();
 *   }
 * }
 * }</pre>
 *
 * <p>Every object owns native memory until it is closed; there are no finalizers. Any number of threads may use the same
 * object, also where a class says otherwise of its native twin: adding rows to a base waits for those who score it, and
 * closing waits for every call inside. Columns by name are the exception: one thread fills them. An interrupt ends a call that takes
 * long.
 *
 * <p>Rows come from a JDBC query, from columns by name such as {@link io.scvm.PurchaseColumns}, which take lists and types of
 * java.time, from arrays, which are copied, or from direct buffers, which are not. Times in arrays are seconds since 1970-01-01 UTC. A
 * number that is absent is NaN in a column, and null in a result such as {@link io.scvm.ScoreCard}. Texts are Unicode; half a surrogate pair is refused. A null argument throws {@link
 * NullPointerException} with the argument's name; everything else that goes wrong throws {@link
 * io.scvm.ScvmException} with one of {@link io.scvm.ErrorCode}, or, where the offender is one row of a batch, leaves a
 * {@link io.scvm.RejectedRow}.
 */
package io.scvm;
