<?php
require_once __DIR__ . '/Fields.php';
require_once __DIR__ . '/InputHash.php';

/**
 * A contact's place among others, as the last batch's card told it (the field `place`, docs/fields.md): what one contact's
 * own data in the CRM do not tell, handed back to the library, so that the scores that rest on it are made anew in a save, too.
 */
class ScvmPlace
{
    private $parts = [];
    private $stored = [];

    /** $stored: the field as a bean holds it, maybe encoded for HTML. Anything else than a place counts as nothing. */
    public function __construct($stored)
    {
        $parts = json_decode((string) $stored, true);
        if (!is_array($parts)) {
            $parts = json_decode(ScvmCells::plain($stored), true);
        }
        $this->stored = is_array($parts) ? $parts : [];
        foreach (ScvmFields::CARRIED as $name) {
            if (isset($parts["$name"]) && is_array($parts["$name"]) && $parts["$name"]) {
                $this->parts["$name"] = $parts["$name"];
            }
        }
    }

    /** True where a source that the batch reads beside the CRM, or another mapping, says that the person refused everything. */
    public function isRefused()
    {
        foreach ($this->marks() as $mark) {
            if (in_array('*', $mark['uses'], true)) {
                return true;
            }
        }
        return false;
    }

    /** What is left of it for somebody who is not scored: who refused what, and nothing of the person's scores. */
    public function afterwards()
    {
        return $this->marks() ? json_encode(['refused' => $this->marks()], JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_HEX_TAG | JSON_HEX_AMP) : null;
    }

    /** The contact's own rows that the batch read beside the CRM, by table; null where they are not there, or too many. */
    public function beside()
    {
        return isset($this->stored['beside']) && is_array($this->stored['beside']) ? ScvmInputHash::named($this->stored['beside']) : null;
    }

    /** The parts that another mapping, with another model, filled: they are not this hook's. */
    public function ofOthers($model_hash)
    {
        $others = [];
        foreach ($this->records() as $record) {
            if ($record['model_hash'] !== $model_hash) {
                $others = array_merge($others, $record['of']);
            }
        }
        return array_values(array_intersect(array_keys(ScvmFields::OF_PART), $others));
    }

    /** The parts that may not be filled, since another mapping knows that the person refused what they rest on. $own: one's own parts. */
    public function closed(array $own)
    {
        $uses = [];
        foreach ($this->marks() as $mark) {
            $uses = array_merge($uses, array_intersect($mark['by'], $own) ? [] : $mark['uses']);
        }
        $closed = [];
        foreach (ScvmFields::USES as $part => $of) {
            if (array_intersect($of, $uses)) {
                $closed[] = $part;
            }
        }
        return $closed;
    }

    /** What was said of the parts of others: records of `of`, `explain` and `reason`. */
    public function told(array $others)
    {
        $told = [];
        foreach ($this->records() as $record) {
            if (array_intersect($record['of'], $others)) {
                $told[] = $record;
            }
        }
        return $told;
    }

    /** What a record says of it: nothing, where nothing is stored. $tier: the previous tier, for a model that keeps tiers. */
    public function record($tier = null, array $without = [])
    {
        $parts = array_diff_key($this->parts, array_flip($without));
        if (isset($parts['treatment'])) {
            $parts['treatment']['value_tier'] = $tier;
        }
        return $parts;
    }

    /** True where it had all that this card needs of it: then the card's scores are whole. */
    public function fits(array $card, array $without = [])
    {
        $parts = array_diff_key($this->parts, array_flip($without));
        foreach (array_diff(ScvmFields::CARRIED, $without) as $name) {
            if (isset($card["$name"]) && !isset($parts["$name"])) {
                return false;
            }
        }
        return (bool) array_intersect_key($parts, $card);
    }

    private function marks()
    {
        return $this->listed('refused', ['by', 'uses']);
    }

    private function records()
    {
        return $this->listed('parts', ['of']);
    }

    private function listed($name, array $lists)
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
