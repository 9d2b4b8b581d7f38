<?php
require_once __DIR__ . '/Cells.php';
require_once __DIR__ . '/Fields.php';

/** What a customer's scores were made of, as the command `scvm` and every other integration write it (docs/fields.md). */
class ScvmInputHash
{
    /** SHA-256 of a record's own rows, whatever their order. Their times are whole seconds since 1970-01-01 UTC. */
    public static function of(array $record)
    {
        $lines = [];
        foreach (ScvmFields::OWN_TABLES as $table => $names) {
            foreach (isset($record["$table"]) ? $record["$table"] : [] as $row) {
                $line = $table;
                foreach ($names as $name) {
                    $line .= "\t" . self::text(isset($row["$name"]) ? $row["$name"] : null);
                }
                $lines[] = $line;
            }
        }
        sort($lines, SORT_STRING);
        return hash('sha256', implode("\n", array_merge([$record['id']], $lines)));
    }

    /** Rows as lists of values, by table, as the records of docs/records.md. */
    public static function named(array $tables)
    {
        $result = [];
        foreach (array_intersect_key($tables, ScvmFields::OWN_TABLES) as $table => $rows) {
            foreach ($rows as $row) {
                $result["$table"][] = array_combine(ScvmFields::OWN_TABLES["$table"], $row);
            }
        }
        return $result;
    }

    private static function text($value)
    {
        if (is_int($value) || is_float($value)) {
            return ScvmCells::shortest($value);
        }
        return str_replace(['\\', "\t", "\n"], ['\\\\', '\t', '\n'], (string) $value);
    }
}
