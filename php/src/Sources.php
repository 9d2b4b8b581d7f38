<?php
declare(strict_types=1);

namespace Scvm;

/**
 * One customer's rows by the queries of a mapping (docs/mapping.md): the same sources that the nightly batch reads, with the condition
 * that they are this customer's.
 *
 * Read here are `customers`, `purchases` and `answers` that are queries of the CRM's own database, without selections of their own.
 */
final class Sources
{
    private const READ = ['customers' => 'id', 'purchases' => 'customer_id', 'answers' => 'customer_id'];
    private const KEYS = ['format' => 0, 'query' => 0, 'columns' => 0, 'items' => 0, 'consent' => 0, 'may_be_empty' => 0];

    /** @var array<string, array<string, mixed>> */
    private array $sources;
    private \Closure $ask;

    /**
     * @param array<string, array<string, mixed>> $sources the mapping's
     * @param callable(string, string): iterable<array<string, mixed>> $ask runs a query, in which `:id` stands for the id that follows
     */
    public function __construct(array $sources, callable $ask)
    {
        $this->sources = $sources;
        $this->ask = \Closure::fromCallable($ask);
    }

    /** True where a source holds rows of a customer's own that are not read here: then the batch alone knows them all. */
    public function lacksSome(): bool
    {
        foreach (array_intersect_key($this->sources, Fields::OWN_TABLES + self::READ) as $kind => $source) {
            if (!isset(self::READ["$kind"], $source['query']) || array_diff_key($source, self::KEYS)) {
                return true;
            }
        }
        return false;
    }

    public function record(string $id, string $as_of, string $zone, Consent $consent): Record
    {
        $record = new Record($id, $as_of, $zone);
        foreach ($this->rows('customers', $id) as $row) {
            $record->addConsents(self::consents($row, $consent, $zone));
        }
        foreach ($this->rows('answers', $id) as $row) {
            $question = (string) Cells::text($row['question']);
            $value = Cells::number($row['answer']);
            $wave = (int) Cells::number($row['wave'] ?? null);
            $record->addAnswer($this->sources['answers']['items']["$question"] ?? $question, $value, $row['date'] ?? null, $wave, $row['answer']);
        }
        foreach ($this->rows('purchases', $id) as $row) {
            $record->addPurchase($row['date'], $row['amount']);
        }
        return $record;
    }

    /** What the customer's own row says of consent, as it is stored; null for nothing. */
    public function basis(string $id): ?string
    {
        foreach ($this->rows('customers', $id) as $row) {
            return Cells::text($row['consent'] ?? null);
        }
        return null;
    }

    /**
     * @param array<string, mixed> $row
     * @return list<array<string, mixed>>
     */
    private static function consents(array $row, Consent $consent, string $zone): array
    {
        $rows = $consent->rows(Cells::text($row['consent'] ?? null), $row['consent_date'] ?? null, $zone, Cells::text($row['consent_source'] ?? null));
        if (Cells::yes($row['opt_out'] ?? null)) {
            $time = $rows ? $rows[0]['time'] : (int) Cells::seconds($row['consent_date'] ?? null, $zone);
            $rows[] = ['time' => $time,] + $consent->rowOfContact('withdrawn', null, $zone, 'opt_out', null);
        }
        return $rows;
    }

    /** @return list<array<string, mixed>> the rows of one customer, by the mapping's names of the columns */
    private function rows(string $kind, string $id): array
    {
        if (!isset($this->sources["$kind"]['query'])) {
            return [];
        }
        $source = $this->sources["$kind"];
        $key = self::READ["$kind"];
        $column = $source['columns']["$key"] ?? $key;
        $found = [];
        foreach (($this->ask)("SELECT * FROM ({$source['query']}) scvm_source WHERE $column = :id", $id) as $row) {
            if ((string) $row["$column"] !== $id) {  // a database may compare without case
                continue;
            }
            $named = $row;
            foreach ($source['columns'] ?? [] as $name => $of) {
                $named["$name"] = $row["$of"];
            }
            $found[] = $named;
        }
        return $found;
    }
}
