<?php
declare(strict_types=1);

namespace Scvm;

/**
 * A customer's place among others, as the last batch's card told it (the field `place`, docs/fields.md): what one customer's
 * own data in the CRM do not tell, handed back to the library, so that the scores that rest on it are made anew in a save, too.
 */
final class Place
{
    /** @var array<string, array<string, mixed>> */
    private array $parts = [];
    /** @var array<string, mixed> */
    private array $stored = [];

    /** $stored: the field `place`. Anything else than a place counts as nothing. */
    public function __construct(string $stored)
    {
        $parts = json_decode($stored, true);
        $this->stored = is_array($parts) ? $parts : [];
        foreach (Fields::CARRIED as $name) {
            if (isset($parts["$name"]) && is_array($parts["$name"]) && $parts["$name"]) {
                $this->parts["$name"] = $parts["$name"];
            }
        }
    }

    /** True where a source that the batch reads beside the CRM, or another mapping, says that the person refused everything. */
    public function isRefused(): bool
    {
        foreach ($this->marks() as $mark) {
            if (in_array('*', $mark['uses'], true)) {
                return true;
            }
        }
        return false;
    }

    /** What is left of it for somebody who is not scored: who refused what, and nothing of the person's scores. */
    public function afterwards(): ?string
    {
        $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_HEX_TAG | JSON_HEX_AMP;
        return $this->marks() ? (json_encode(['refused' => $this->marks()], $flags) ?: null) : null;
    }

    /**
     * The customer's own rows that the batch read beside the CRM, by table; null where they are not there, or too many.
     *
     * @return array<string, list<array<string, mixed>>>|null
     */
    public function beside(): ?array
    {
        return isset($this->stored['beside']) && is_array($this->stored['beside']) ? InputHash::named($this->stored['beside']) : null;
    }

    /**
     * The parts that another mapping, with another model, filled: they are not this hook's.
     *
     * @return list<string>
     */
    public function ofOthers(string $model_hash): array
    {
        $others = [];
        foreach ($this->records() as $record) {
            if ($record['model_hash'] !== $model_hash) {
                $others = array_merge($others, $record['of']);
            }
        }
        return array_values(array_intersect(array_keys(Fields::OF_PART), $others));
    }

    /**
     * The parts that may not be filled, since another mapping knows that the person refused what they rest on.
     *
     * @param list<string> $own one's own parts
     * @return list<string>
     */
    public function closed(array $own): array
    {
        $uses = [];
        foreach ($this->marks() as $mark) {
            $uses = array_merge($uses, array_intersect($mark['by'], $own) ? [] : $mark['uses']);
        }
        $closed = [];
        foreach (Fields::USES as $part => $of) {
            if (array_intersect($of, $uses)) {
                $closed[] = $part;
            }
        }
        return $closed;
    }

    /**
     * What was said of the parts of others: records of `of`, `explain` and `reason`.
     *
     * @param array<string> $others
     * @return list<array<string, mixed>>
     */
    public function told(array $others): array
    {
        $told = [];
        foreach ($this->records() as $record) {
            if (array_intersect($record['of'], $others)) {
                $told[] = $record;
            }
        }
        return $told;
    }

    /**
     * What a record says of it: nothing, where nothing is stored.
     *
     * @param string|null $tier the previous tier, for a model that keeps tiers
     * @param list<string> $without
     * @return array<string, array<string, mixed>>
     */
    public function record(?string $tier = null, array $without = []): array
    {
        $parts = array_diff_key($this->parts, array_flip($without));
        if (isset($parts['treatment'])) {
            $parts['treatment']['value_tier'] = $tier;
        }
        return $parts;
    }

    /**
     * True where it had all that this card needs of it: then the card's scores are whole.
     *
     * @param array<string, mixed> $card
     * @param list<string> $without
     */
    public function fits(array $card, array $without = []): bool
    {
        $parts = array_diff_key($this->parts, array_flip($without));
        foreach (array_diff(Fields::CARRIED, $without) as $name) {
            if (isset($card["$name"]) && !isset($parts["$name"])) {
                return false;
            }
        }
        return (bool) array_intersect_key($parts, $card);
    }

    /** @return list<array<string, mixed>> */
    private function marks(): array
    {
        return $this->listed('refused', ['by', 'uses']);
    }

    /** @return list<array<string, mixed>> */
    private function records(): array
    {
        return $this->listed('parts', ['of']);
    }

    /**
     * @param list<string> $lists
     * @return list<array<string, mixed>>
     */
    private function listed(string $name, array $lists): array
    {
        $listed = [];
        foreach (isset($this->stored["$name"]) && is_array($this->stored["$name"]) ? $this->stored["$name"] : [] as $row) {
            $is_whole = true;
            foreach ($lists as $list) {
                $is_whole = $is_whole && isset($row["$list"]) && is_array($row["$list"]);
            }
            if ($is_whole) {
                $listed[] = $row;
            }
        }
        return $listed;
    }
}
