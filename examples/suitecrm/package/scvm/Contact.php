<?php
require_once 'custom/scvm/lib/scvm.php';
require_once 'custom/scvm/Settings.php';
require_once 'custom/scvm/History.php';

/** A contact's bean, as the library sees it. */
class ScvmContact implements Scvm\Customer
{
    private $bean;

    public function __construct($bean)
    {
        $this->bean = $bean;
    }

    /** A contact's id; beans are encoded for HTML. */
    public function id(): string
    {
        return html_entity_decode((string) $this->bean->id, ENT_QUOTES, 'UTF-8');
    }

    public function field(string $name): string
    {
        $field = 'scvm_' . $name . '_c';
        $text = isset($this->bean->$field) ? (string) $this->bean->$field : '';
        if ($name === 'place') {  // maybe encoded for HTML
            return is_array(json_decode($text, true)) ? $text : self::plain($text);
        }
        return $name === 'value_tier' ? self::plain($text) : $text;
    }

    /** SuiteCRM leaves a custom field as it was where the bean's value is null: '' is what empties it, numbers too. */
    public function write(string $name, ?string $value): void
    {
        $field = 'scvm_' . $name . '_c';
        $this->bean->$field = $value === null ? '' : $value;
    }

    public function isWithdrawn(): bool
    {
        return (new Scvm\Consent())->state($this->lawfulBasis()) === 'withdrawn';
    }

    public function isErased(): bool
    {
        return (new ScvmHistory(DBManagerFactory::getInstance(), ScvmSettings::all()))->erased($this->id());
    }

    public function record(string $as_of, string $zone, Scvm\Consent $consent): Scvm\Record
    {
        return (new ScvmHistory(DBManagerFactory::getInstance(), ScvmSettings::all()))->record($this, $as_of, $zone, $consent);
    }

    /** "^consent^,^contract^" as it is stored; a form sends a list. */
    public function lawfulBasis(): ?string
    {
        $field = isset($this->bean->lawful_basis) ? $this->bean->lawful_basis : '';
        $field = is_array($field) ? ($field ? '^' . implode('^,^', $field) . '^' : '') : (string) $field;
        return Scvm\Cells::text(self::plain($field));
    }

    /** A field of SuiteCRM's own as text; null where it has none. */
    public function own(string $field): ?string
    {
        return isset($this->bean->$field) ? self::plain((string) $this->bean->$field) : null;
    }

    /** A text of a bean: encoded for HTML where it was read, and once more where SuiteCRM cleaned it before a save. */
    private static function plain(string $text): string
    {
        return html_entity_decode(html_entity_decode($text, ENT_QUOTES, 'UTF-8'), ENT_QUOTES, 'UTF-8');
    }
}
