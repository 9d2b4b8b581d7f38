<?php
declare(strict_types=1);

namespace Scvm;

/** Which legal bases allow scoring, and for which purposes: a mapping's "consent" (docs/mapping.md), read as the command `scvm` reads it. */
final class Consent
{
    // Of SuiteCRM's lawful_basis_dom; any other word is a label that the mapping explains, or means a refusal.
    private const KNOWN = [
        'consent', 'contract', 'legal_obligation', 'protection_of_interest', 'public_interest', 'legitimate_interest', 'withdrawn',
    ];

    /** @var list<string> */
    private array $allow;
    /** @var list<string> */
    private array $deny;
    /** @var array<string, string> */
    private array $labels;
    /** @var list<string> */
    private array $purposes;
    private string $missing;
    private bool $is_silent = false;
    private string $to_contact = 'contact';

    /** @param array<string, mixed> $rule */
    public function __construct(array $rule = [])
    {
        $this->allow = self::words($rule['allow'] ?? ['consent', 'contract', 'legitimate_interest']);
        $this->deny = self::words($rule['deny'] ?? ['withdrawn']);
        $labels = $rule['labels'] ?? [];
        $this->labels = array_combine(self::words(array_keys($labels)), self::words($labels)) ?: [];
        $this->purposes = $rule['purposes'] ?? ['scoring', 'contact'];
        $this->missing = $rule['missing'] ?? 'include';
    }

    /**
     * The same rule for a model: what its use `contact` is for, and whether it says nothing of consent.
     *
     * @param array<string, mixed> $rules the model file, decoded
     */
    public function forModel(array $rules): Consent
    {
        $result = clone $this;
        $result->is_silent = !isset($rules['consent']);
        $result->to_contact = $rules['consent']['contact'] ?? 'contact';
        return $result;
    }

    /** What an opt-out or opt-in is about: being contacted, under whatever name; of a silent model a withdrawal is of everything. */
    public function purposeOfContact(string $state): string
    {
        return $state === 'withdrawn' && $this->is_silent ? '*' : $this->to_contact;
    }

    /** What becomes of customers of whom nothing is known, where the model does not say it: include or exclude. */
    public function missing(): string
    {
        return $this->missing;
    }

    /** granted, refused or withdrawn, by bases as "^consent^,^contract^" or "Legitimate Interest"; null where there is none. */
    public function state(?string $stored): ?string
    {
        $bases = $this->bases($stored);
        if (array_intersect($bases, $this->deny)) {
            return 'withdrawn';
        }
        if (!$bases || array_diff($bases, $this->allow, self::KNOWN)) {  // a word that nobody knows allows nothing
            return $bases ? 'refused' : null;
        }
        return array_intersect($bases, $this->allow) ? 'granted' : 'refused';
    }

    /**
     * The rows of a record, of bases and the cell of the day of which they are.
     *
     * @param mixed $date
     * @return list<array<string, mixed>>
     */
    public function rows(?string $stored, $date, string $zone, ?string $source = null): array
    {
        $state = $this->state($stored);
        if ($state === null) {
            return [];
        }
        // A basis without a date, or one that nobody knows, holds since the beginning of time.
        $bases = $this->bases($stored);
        $unknown = $state === 'refused' && array_diff($bases, $this->allow, self::KNOWN);
        if ($unknown && count($bases) === 1) {  // no basis: perhaps a word of a form, such as opt-in, which the library knows
            list($state, $unknown) = [$bases[0], false];
        }
        $time = $unknown || (string) Cells::text($date) === '' ? 0 : Cells::seconds($date, $zone);
        if ($time === false) {  // what cannot be read is no grant
            list($state, $time) = [$state === 'withdrawn' ? $state : 'refused', 0];
        }
        $rows = [];
        foreach (in_array($state, ['withdrawn', 'refused'], true) ? ['*'] : $this->purposes as $purpose) {
            $rows[] = ['purpose' => $purpose, 'state' => $state, 'time' => $time, 'evidence' => Cells::text($stored), 'source' => Cells::text($source),];
        }
        return $rows;
    }

    /**
     * The row of an opt-out or opt-in. What has no readable day is no grant; a withdrawal counts whatever its day.
     *
     * @param mixed $date
     * @return array<string, mixed>
     */
    public function rowOfContact(string $state, $date, string $zone, string $evidence, ?string $source): array
    {
        $time = Cells::seconds($date, $zone);
        $state = $time === false && $state === 'granted' ? 'withdrawn' : $state;
        return ['purpose' => $this->purposeOfContact($state), 'state' => $state, 'time' => (int) $time, 'evidence' => $evidence, 'source' => $source,];
    }

    /** @return list<string> */
    private function bases(?string $stored): array
    {
        $bases = [];
        foreach (self::words(preg_split('/[,;|]/', str_replace('^', '', (string) Cells::text($stored))) ?: []) as $word) {
            if ($word !== '') {
                $bases[] = $this->labels["$word"] ?? $word;
            }
        }
        return $bases;
    }

    /**
     * @param array<mixed> $labels
     * @return list<string>
     */
    private static function words(array $labels): array
    {
        $words = [];
        foreach ($labels as $label) {
            $label = trim((string) $label);
            $lower = function_exists('mb_strtolower') ? mb_strtolower($label, 'UTF-8') : strtolower($label);
            $words[] = (string) preg_replace('/[\s_-]+/', '_', $lower);
        }
        return $words;
    }
}
