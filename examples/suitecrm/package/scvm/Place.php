<?php
/**
 * A contact's place among others, as the last batch's card told it (the field `place`, docs/fields.md): what one contact's
 * own data do not tell, handed back to the library, so that the scores that rest on it are made anew in a save, too.
 */
class ScvmPlace
{
    const PARTS = ['network', 'equity', 'treatment'];

    private $parts = [];

    /** $stored: the field as a bean holds it, maybe encoded for HTML. Anything else than a place counts as nothing. */
    public function __construct($stored)
    {
        $parts = json_decode((string) $stored, true);
        if (!is_array($parts)) {
            $parts = json_decode(html_entity_decode((string) $stored, ENT_QUOTES, 'UTF-8'), true);
        }
        foreach (self::PARTS as $name) {
            if (isset($parts[$name]) && is_array($parts[$name]) && $parts[$name]) {
                $this->parts[$name] = $parts[$name];
            }
        }
    }

    /** What a record says of it: nothing, where nothing is stored. $tier: the previous tier, for a model that keeps tiers. */
    public function record($tier = null)
    {
        $parts = $this->parts;
        if (isset($parts['treatment'])) {
            $parts['treatment']['value_tier'] = $tier;
        }
        return $parts;
    }

    /** True where it had all that this card needs of it: then the card's scores are whole. */
    public function fits(array $card)
    {
        foreach (self::PARTS as $name) {
            if (isset($card[$name]) && !isset($this->parts[$name])) {
                return false;
            }
        }
        return (bool) array_intersect_key($this->parts, $card);
    }
}
