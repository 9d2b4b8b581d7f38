// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * Everybody who is scored.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addCustomers(CustomerColumns)}. Those that
 * are optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class CustomerColumns {
  private String[] id = {};

  /** No rows yet. */
  public CustomerColumns() {}

  /**
   * Opaque: UTF-8 of 1 to 1,024 bytes. Each counts once.
   *
   * @param id one text a row
   * @return this
   */
  public CustomerColumns id(String[] id) {
    this.id = Objects.requireNonNull(id, "id");
    return this;
  }

  /**
   * Opaque: UTF-8 of 1 to 1,024 bytes. Each counts once.
   *
   * @param id one text a row
   * @return this
   */
  public CustomerColumns id(List<String> id) {
    this.id = Cells.texts(id, "id");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addCustomers(id);
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "customers", 1, "id");
    long taken = 0;
    while (from.fill()) {
      taken += base.addCustomers(from.texts("id"));
    }
    return taken;
  }
}
