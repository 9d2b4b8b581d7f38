<?php
declare(strict_types=1);

namespace Scvm;

/** A card's reasons as one text, in the words of the command `scvm`: sentences, then the answers that count most. */
final class Explanation
{
    private const EACH_WAY = 3;  // answers that raise the scores, and as many that lower them

    /** @var array<string, float> */
    private array $weights = [];
    private bool $german;

    /** @param array<string, mixed> $model the scoring model, decoded */
    public function __construct(array $model, string $language)
    {
        $this->german = $language === 'de';
        foreach ($model['survey']['items'] ?? [] as $item) {
            $this->weights[$item['id']] = (float) ($item['weight'] ?? 1);
        }
    }

    /** Why somebody is not scored, e.g. of "consent_withdrawn". */
    public static function whyNot(string $reason, string $language): string
    {
        $texts = [
            'en' => ['Not scored: %s.', 'consent_missing' => 'there is no consent', 'consent_refused' => 'consent is refused',
                'consent_withdrawn' => 'consent is withdrawn', 'consent_expired' => 'consent is expired', 'erased' => 'the person was erased'],
            'de' => ['Nicht bewertet: %s.', 'consent_missing' => 'die Einwilligung fehlt', 'consent_refused' => 'die Einwilligung ist verweigert',
                'consent_withdrawn' => 'die Einwilligung ist widerrufen', 'consent_expired' => 'die Einwilligung ist abgelaufen', 'erased' => 'die Person wurde gelöscht'],
        ];
        $said = $texts[$language === 'de' ? 'de' : 'en'];
        return sprintf($said[0], $said["$reason"] ?? $reason);
    }

    /**
     * @param array<string, mixed> $card
     * @param list<string> $without scores that are not spoken of, since nobody knows them here
     * @param list<string>|null $own the parts of the scores that are told; null for all
     * @param list<array<string, mixed>> $others what others said of parts of their own, as a place holds it
     */
    public function text(array $card, array $without = [], ?array $own = null, array $others = []): string
    {
        $told = $this->told($card, $without);
        $lines = array_column($told, 1);
        if ($own !== null) {
            $lines = [];
            foreach (array_keys(Fields::OF_PART) as $part) {
                foreach ($others as $record) {
                    if ($record['of'][0] === $part && isset($record['explain']) && $record['explain'] !== '') {
                        $lines[] = $record['explain'];
                    }
                }
                foreach ($told as $line) {
                    if ($line[0] === $part && in_array($part, $own, true)) {
                        $lines[] = $line[1];
                    }
                }
            }
        }
        if (!$lines) {
            $lines[] = $this->german ? 'Keine verwertbaren Antworten oder Käufe.' : 'No usable answers or purchases.';
        }
        foreach ($card['rejected'] as $row) {
            $lines[] = sprintf('! %s %d: %s', $row['table'], $row['row'], $row['reason']);
        }
        return implode("\n", $lines);
    }

    /**
     * Lines, each with the part of the scores that it tells of.
     *
     * @param array<string, mixed> $card
     * @param list<string> $without
     * @return list<array{string, string}>
     */
    private function told(array $card, array $without): array
    {
        $said = [];
        foreach ($card['explanation'] as $score) {
            if ($score['value'] !== null || in_array($score['score'], Fields::ALWAYS, true)) {
                $said[$score['score']] = $this->german && isset($score['sentence_de']) ? $score['sentence_de'] : $score['sentence'];
            }
        }
        $lines = [];
        foreach (Fields::SENTENCES as $name => $part) {
            if (isset($said["$name"]) && !in_array($name, $without, true)) {
                $lines[] = [$part, $said["$name"],];
            }
        }
        $factors = $this->factors($card);
        if ($factors) {
            $lines[] = ['survey', implode(', ', $factors)];
        }
        return $lines;
    }

    /**
     * "sat_overall 5 (+25.0)": what each answer adds to its score against one in the middle of the scale.
     *
     * @param array<string, mixed> $card
     * @return list<string>
     */
    private function factors(array $card): array
    {
        $effects = $names = $texts = [];
        foreach ($card['explanation'] as $score) {
            if ($score['score'] !== 'satisfaction' && $score['score'] !== 'attachment') {
                continue;
            }
            $total = 0.0;
            foreach ($score['parts'] as $part) {
                $total += $this->weight((string) $part['name']);
            }
            foreach ($score['parts'] as $part) {
                if (!isset($part['contribution'])) {
                    continue;
                }
                $effect = (float) sprintf('%.6F', $part['contribution'] - 50 * $this->weight((string) $part['name']) / ($total ?: 1.0));
                $effects[] = $effect;
                $names[] = (string) $part['name'];
                $texts[] = sprintf('%s %s (%+.1F)', $part['name'], Cells::shortest((float) $part['evidence']), $effect);
            }
        }
        array_multisort($effects, SORT_DESC, SORT_NUMERIC, $names, SORT_ASC, SORT_STRING, $texts);
        $raising = $lowering = [];
        foreach ($effects as $i => $effect) {
            if ($effect > 0) {
                $raising[] = $texts["$i"];
            } elseif ($effect < 0) {
                $lowering[] = $texts["$i"];
            }
        }
        return array_merge(array_slice($raising, 0, self::EACH_WAY), array_slice($lowering, -self::EACH_WAY));
    }

    private function weight(string $item): float
    {
        return $this->weights["$item"] ?? 1.0;
    }
}
