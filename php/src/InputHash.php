<?php
declare(strict_types=1);

namespace Scvm;

/** What a customer's scores were made of, as the command `scvm` and every other integration write it (docs/fields.md). */
final class InputHash
{
    /**
     * SHA-256 of a record's own rows, whatever their order. Their times are whole seconds since 1970-01-01 UTC.
     *
     * @param array<string, mixed> $record
     */
    public static function of(array $record): string
    {
        $lines = [];
        foreach (Fields::OWN_TABLES as $table => $names) {
            foreach ($record["$table"] ?? [] as $row) {
                $line = $table;
                foreach ($names as $name) {
                    $line .= "\t" . self::text($row["$name"] ?? null);
                }
                $lines[] = $line;
            }
        }
        sort($lines, SORT_STRING);
        return hash('sha256', implode("\n", array_merge([$record['id']], $lines)));
    }

    /**
     * Rows as lists of values, by table, as the records of docs/records.md.
     *
     * @param array<string, mixed> $tables
     * @return array<string, list<array<string, mixed>>>
     */
    public static function named(array $tables): array
    {
        $result = [];
        foreach (array_intersect_key($tables, Fields::OWN_TABLES) as $table => $rows) {
            foreach ($rows as $row) {
                $result["$table"][] = array_combine(Fields::OWN_TABLES["$table"], $row);
            }
        }
        return $result;
    }

    /** @param mixed $value */
    private static function text($value): string
    {
        if (is_int($value) || is_float($value)) {
            return Cells::shortest($value);
        }
        return str_replace(['\\', "\t", "\n"], ['\\\\', '\t', '\n'], (string) $value);
    }
}
