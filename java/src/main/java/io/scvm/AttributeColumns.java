// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * What customers are grouped by, one table an attribute, one row a customer; a second one is rejected.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addAttributes(String, AttributeColumns)}.
 * Those that are optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class AttributeColumns {
  private String[] customer = {};
  private String[] value = {};

  /** No rows yet. */
  public AttributeColumns() {}

  /**
   * Whose.
   *
   * @param customer one text a row
   * @return this
   */
  public AttributeColumns customer(String[] customer) {
    this.customer = Objects.requireNonNull(customer, "customer");
    return this;
  }

  /**
   * Whose.
   *
   * @param customer one text a row
   * @return this
   */
  public AttributeColumns customer(List<String> customer) {
    this.customer = Cells.texts(customer, "customer");
    return this;
  }

  /**
   * A category, say a territory; empty: none.
   *
   * @param value one text a row
   * @return this
   */
  public AttributeColumns value(String[] value) {
    this.value = Objects.requireNonNull(value, "value");
    return this;
  }

  /**
   * A category, say a territory; empty: none.
   *
   * @param value one text a row; null: none
   * @return this
   */
  public AttributeColumns value(List<String> value) {
    this.value = Cells.textsOrNone(value, "value");
    return this;
  }

  long addTo(CustomerBase base, String name) {
    return base.addAttributes(name, customer, value);
  }

  static long addAll(CustomerBase base, String name, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "attributes", 2, "customer", "value");
    long taken = 0;
    while (from.fill()) {
      taken += base.addAttributes(name, from.texts("customer"), from.texts("value"));
    }
    return taken;
  }
}
