<?php
declare(strict_types=1);

namespace Scvm;

/**
 * What stands in one cell of the database, read as the command `scvm` reads it, so that hook and batch see the same.
 *
 * Each function returns the value, null for an empty cell, and false for one that cannot be read.
 */
final class Cells
{
    /**
     * Without surrounding blanks, and without the apostrophe that exports put before a leading sign.
     *
     * @param mixed $cell
     */
    public static function text($cell): ?string
    {
        if ($cell === null) {
            return null;
        }
        $cell = (string) $cell;
        $text = preg_replace('/^\s+|\s+$/u', '', $cell);
        $text = $text === null ? trim($cell) : $text;  // no UTF-8
        if (strlen($text) > 1 && $text[0] === "'" && strpos('-+=@', $text[1]) !== false) {
            $text = substr($text, 1);
        }
        return $text === '' ? null : $text;
    }

    /**
     * A finite number, e.g. of "52.000000", "(50.25)", "'-99".
     *
     * @param mixed $cell
     * @return float|false|null
     */
    public static function number($cell)
    {
        if (is_int($cell) || is_float($cell)) {  // as text it would lose digits
            return is_finite((float) $cell) ? (float) $cell : false;
        }
        $text = self::text($cell);
        if ($text === null) {
            return null;
        }
        $text = str_replace(["\u{2212}", "\u{00a0}", "\u{202f}"], ['-', ' ', ' '], $text);
        $negative = $text[0] === '(' && substr($text, -1) === ')';
        $text = trim($negative ? substr($text, 1, -1) : $text);
        if (preg_match('/^[0-9].*-$/D', $text)) {
            $text = '-' . substr($text, 0, -1);
        }
        if (!preg_match('/^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$/D', $text) || !is_finite((float) $text)) {
            return false;
        }
        return $negative ? -(float) $text : (float) $text;
    }

    /**
     * Seconds since 1970-01-01 UTC: of a time, which CRM systems store in UTC, or of a day, which is one where the customers
     * live, its first second there.
     *
     * @param mixed $cell
     * @return int|false|null
     */
    public static function seconds($cell, string $zone = 'UTC')
    {
        $text = self::text($cell);
        if ($text === null) {
            return null;
        }
        if (!preg_match('/^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?$/D', $text, $part) || !checkdate((int) $part[2], (int) $part[3], (int) $part[1])) {
            return false;
        }
        if (!isset($part[4])) {
            return (new \DateTime($text, new \DateTimeZone($zone)))->getTimestamp();
        }
        list($hour, $minute, $second) = [(int) $part[4], (int) $part[5], (int) ($part[6] ?? 0)];
        if ($hour > 23 || $minute > 59 || $second > 59) {
            return false;
        }
        return gmmktime($hour, $minute, $second, (int) $part[2], (int) $part[3], (int) $part[1]);
    }

    /**
     * Of a flag: true or false; an empty cell is false.
     *
     * @param mixed $cell
     */
    public static function yes($cell): bool
    {
        return !in_array(strtolower((string) self::text($cell)), ['', '0', 'false', 'no', 'n', 'f', 'off', 'nein'], true);
    }

    /** A cause as one line of a log. */
    public static function oneLine(string $text): string
    {
        return trim((string) preg_replace('/\s+/', ' ', $text));
    }

    /**
     * A number as every language of scvm writes it: to six decimals, without zeros at the end.
     *
     * @param int|float $number
     */
    public static function shortest($number): string
    {
        if (is_int($number)) {
            return (string) $number;
        }
        $text = rtrim(rtrim(sprintf('%.6F', $number), '0'), '.');
        return $text === '-0' ? '0' : $text;
    }
}
