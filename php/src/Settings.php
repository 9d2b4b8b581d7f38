<?php
declare(strict_types=1);

namespace Scvm;

/** What a hook goes by: where library and model are, and what the mapping of the nightly batch says, so that both do the same. */
final class Settings
{
    public string $library = 'libscvm.so.0';  // where the system looks for libraries
    public string $model_text = '';  // JSON; comments after // are allowed
    public string $model_path = '';  // for messages
    public Consent $consent;
    public string $language = 'en';  // of explanations: en or de
    public string $model_version = '';  // '': the model's id
    public string $currency = '';  // where the model has none
    /** @var array<string, string> the field that each attribute of the model is read from */
    public array $attributes = [];
    public bool $has_beside = false;  // the batch reads rows of a customer's own that are not the CRM's: the place brings them along

    /** @param array<string, mixed> $mapping a mapping file, decoded; $section: its part on this CRM */
    public function __construct(array $mapping = [], string $section = '')
    {
        $own = $mapping["$section"] ?? [];
        $this->consent = new Consent($own['consent'] ?? []);
        $this->language = $mapping['language'] ?? 'en';
        $this->model_version = $mapping['model_version'] ?? '';
        $this->currency = $mapping['currency'] ?? '';
        $this->attributes = $own['attributes'] ?? [];
        $this->has_beside = (bool) array_intersect_key($mapping['sources'] ?? [], Fields::OWN_TABLES);
    }

    /** JSON without the comments after // that starter models and mappings have. */
    public static function withoutComments(string $text): string
    {
        return (string) preg_replace('~("(?:[^"\\\\]|\\\\.)*")|//[^\n]*~', '$1', $text);
    }
}
