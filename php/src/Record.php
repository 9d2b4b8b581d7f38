<?php
declare(strict_types=1);

namespace Scvm;

/**
 * One customer's record (docs/records.md), built of cells as a database holds them, and read as the command `scvm` reads them.
 *
 * Rows that cannot be read are kept apart: the hash of the input is of the others, as the batch makes it, and the library says of each why.
 */
final class Record
{
    private string $id;
    private string $as_of;
    private string $zone;
    /** @var array<string, list<array<string, mixed>>> */
    private array $rows = ['consents' => [], 'answers' => [], 'purchases' => []];
    /** @var array<string, list<array<string, mixed>>> */
    private array $unread = [];

    /** @param string $zone the model's: where the customers live, whose days the days are */
    public function __construct(string $id, string $as_of, string $zone = 'UTC')
    {
        $this->id = $id;
        $this->as_of = $as_of;
        $this->zone = $zone;
    }

    public function zone(): string
    {
        return $this->zone;
    }

    /** @param list<array<string, mixed>> $rows of Consent */
    public function addConsents(array $rows): void
    {
        $this->rows['consents'] = array_merge($this->rows['consents'], $rows);
    }

    /**
     * @param float|null|false $value false for what is no number: then $said is what stands there
     * @param mixed $date a cell
     * @param mixed $said
     */
    public function addAnswer(string $item, $value, $date, int $wave = 0, $said = null): void
    {
        $time = Cells::seconds($date, $this->zone);
        if ($value === false || $time === false) {
            $this->unread['answers'][] = ['item' => $item, 'value' => $value === false ? (string) $said : $value, 'time' => $time === false ? '' : $time,];
        } else {
            $this->rows['answers'][] = ['item' => $item, 'value' => $value, 'time' => $time, 'wave' => $wave,];
        }
    }

    /**
     * @param mixed $date a cell
     * @param mixed $amount a cell
     */
    public function addPurchase($date, $amount): void
    {
        $time = Cells::seconds($date, $this->zone);
        $number = Cells::number($amount);
        if (is_int($time) && is_float($number)) {
            $this->rows['purchases'][] = ['time' => $time, 'amount' => $number,];
        } else {
            $this->unread['purchases'][] = ['time' => $date, 'amount' => $number === false ? $amount : $number,];
        }
    }

    /**
     * Rows of the customer that the CRM does not hold.
     *
     * @param array<string, list<array<string, mixed>>> $rows by table
     */
    public function addBeside(array $rows): void
    {
        foreach ($rows as $table => $of_table) {
            $this->rows["$table"] = array_merge($this->rows["$table"] ?? [], $of_table);
        }
    }

    /**
     * The rows that can be read. Times are whole seconds since 1970-01-01 UTC; a consent since ever has the time 0.
     *
     * @return array<string, mixed>
     */
    public function read(): array
    {
        return ['id' => $this->id, 'as_of' => $this->as_of] + $this->rows;
    }

    /**
     * What goes to the library: with the rows that cannot be read.
     *
     * @return array<string, mixed>
     */
    public function whole(): array
    {
        $record = $this->read();
        foreach ($this->unread as $table => $rows) {
            $record["$table"] = array_merge($rows, $record["$table"]);
        }
        foreach ($record['consents'] as &$row) {
            $row['time'] = $row['time'] === 0 ? null : $row['time'];
        }
        return $record;
    }
}
