<?php
declare(strict_types=1);

namespace Scvm;

/** What the options of a question count. */
final class Options
{
    /**
     * One rule for all options of a question: the numbers with which their texts begin, where more than half begin with one and no
     * two with the same ("1 - poor", "2", "3 - great"; one without is then no answer); else their places.
     *
     * @param array<string, string> $texts by the options' ids
     * @param array<string, mixed> $places
     * @return array<string, float|null|false>
     */
    public static function numbers(array $texts, array $places): array
    {
        $said = [];
        foreach ($texts as $id => $text) {
            $number = self::leading($text);
            if ($number !== null) {
                $said["$id"] = $number;
            }
        }
        if (2 * count($said) > count($texts) && count(array_unique($said)) === count($said)) {
            return $said;
        }
        $said = [];
        foreach ($places as $id => $place) {
            $said["$id"] = Cells::number($place);
        }
        return $said;
    }

    /** "1 - poor" begins with 1; "1st", "1/5" and "1 - 2 times" begin with no number of their own. */
    private static function leading(string $text): ?float
    {
        $between = '[-\x{2013}\x{2014} \t\x{a0}:=.,)\/|+*%]';
        $pattern = "/^([+-]?[0-9]+(?:[.,][0-9]+)?)(?:$|$between+(?!$between|[0-9]))/Du";
        return preg_match($pattern, (string) Cells::text($text), $found) ? (float) str_replace(',', '.', $found[1]) : null;
    }
}
