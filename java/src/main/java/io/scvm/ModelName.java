// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

/**
 * Which model, by name and by content.
 *
 * @param id The vendor's name.
 * @param hash SHA-256 of the model's canonical form, in hexadecimal; null for one that was never written.
 */
public record ModelName(
    String id,
    String hash) {

  static ModelName of(Json from) {
    return new ModelName(
        from.need("id").text(),
        from.at("hash").text());
  }
}
