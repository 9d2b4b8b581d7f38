// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * Who takes part in interactions and is never scored.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addEmployees(EmployeeColumns)}. Those that
 * are optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class EmployeeColumns {
  private String[] id = {};
  private String[] department = {};
  private String[] level = {};

  /** No rows yet. */
  public EmployeeColumns() {}

  /**
   * Opaque, and no customer's.
   *
   * @param id one text a row
   * @return this
   */
  public EmployeeColumns id(String[] id) {
    this.id = Objects.requireNonNull(id, "id");
    return this;
  }

  /**
   * Opaque, and no customer's.
   *
   * @param id one text a row
   * @return this
   */
  public EmployeeColumns id(List<String> id) {
    this.id = Cells.texts(id, "id");
    return this;
  }

  /**
   * A category, say {@code service}; empty: not known. Optional.
   *
   * @param department one text a row
   * @return this
   */
  public EmployeeColumns department(String[] department) {
    this.department = Objects.requireNonNull(department, "department");
    return this;
  }

  /**
   * A category, say {@code service}; empty: not known. Optional.
   *
   * @param department one text a row; null: none
   * @return this
   */
  public EmployeeColumns department(List<String> department) {
    this.department = Cells.textsOrNone(department, "department");
    return this;
  }

  /**
   * Of the hierarchy: a category, say {@code 2} or {@code management}; empty: not known. Optional.
   *
   * @param level one text a row
   * @return this
   */
  public EmployeeColumns level(String[] level) {
    this.level = Objects.requireNonNull(level, "level");
    return this;
  }

  /**
   * Of the hierarchy: a category, say {@code 2} or {@code management}; empty: not known. Optional.
   *
   * @param level one text a row; null: none
   * @return this
   */
  public EmployeeColumns level(List<String> level) {
    this.level = Cells.textsOrNone(level, "level");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addEmployees(id, department, level);
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "employees", 1, "id", "department", "level");
    long taken = 0;
    while (from.fill()) {
      taken += base.addEmployees(from.texts("id"), from.texts("department"), from.texts("level"));
    }
    return taken;
  }
}
