<?php
declare(strict_types=1);

namespace Scvm;

/** The portfolio of all scored customers, as HTML that needs nothing but itself. Everything from a database is escaped. */
final class Portfolio
{
    public const MOST_DOTS = 1000;
    // Told apart by people who see no red or green, too (Okabe & Ito 2008).
    private const COLOURS = [
        'fan' => '#0072B2', 'sympathizer' => '#56B4E9', 'mercenary' => '#E69F00', 'captive' => '#CC79A7', 'opponent' => '#D55E00',
    ];
    // Themes write the heads of lists in white, on a ground that they have elsewhere: SuiteP's would be white on white.
    private const INK = 'color:#222222;background:#ffffff';
    private const SIDE = 300;

    /** @var array<string, string> */
    private array $strings;
    /** @var array<string, string> */
    private array $labels;

    /**
     * @param array<string, string> $strings the texts, by LBL_…
     * @param array<string, string> $labels what the groups are called
     */
    public function __construct(array $strings, array $labels)
    {
        $this->strings = $strings;
        $this->labels = $labels;
    }

    /**
     * @param list<array<string, mixed>> $counts how many customers there are of each kind, as one pass over a database counts them: rows of segment (what
     *     somebody decided by hand stands above what was computed), by_hand (1 or 0), currency, status, value_tier, treatment, customers, lifetime_value
     *     (their sum); a text that is not there is '' or null
     * @param list<array<string, mixed>> $dots rows of x (satisfaction), y (attachment), segment
     * @param list<array<string, mixed>> $most rows of url, name, lifetime_value, currency, most valuable first
     * @param Engine|null $engine null: then there are counts, but no shares with their intervals
     */
    public function html(array $counts, array $dots, array $most, ?Engine $engine): string
    {
        $scored = [];
        foreach ($counts as $row) {
            if ((string) $row['status'] !== '' && $row['status'] !== 'excluded') {
                $scored[] = $row;
            }
        }
        $html = '<div class="scvm-portfolio" style="display:flex;flex-wrap:wrap;gap:16px">' . $this->picture($dots) . '<div>';
        $html .= $this->table(self::summed($scored), $engine);
        $html .= $this->plan('LBL_TIERS', self::added($scored, 'value_tier')) . $this->plan('LBL_TREATMENTS', self::added($scored, 'treatment'));
        return $html . $this->most($most) . $this->note(self::added($counts, 'status')) . '</div></div>';
    }

    /**
     * Per group the customers, how many of them were placed by hand, and the lifetime values by currency.
     *
     * @param list<array<string, mixed>> $rows
     * @return array<string, array{customers: int, by_hand: int, lifetime_value: array<string, float>}>
     */
    private static function summed(array $rows): array
    {
        $groups = [];
        foreach (array_keys(self::COLOURS) as $segment) {
            $groups["$segment"] = ['customers' => 0, 'by_hand' => 0, 'lifetime_value' => []];
        }
        foreach ($rows as $row) {
            $segment = (string) $row['segment'];
            if (isset($groups["$segment"])) {
                $group = $groups["$segment"];
                $group['customers'] += (int) $row['customers'];
                $group['by_hand'] += (int) $row['by_hand'] * (int) $row['customers'];
                if ($row['lifetime_value'] !== null) {
                    $currency = (string) $row['currency'];
                    $group['lifetime_value']["$currency"] = ($group['lifetime_value']["$currency"] ?? 0.0) + (float) $row['lifetime_value'];
                }
                $groups["$segment"] = $group;
            }
        }
        return $groups;
    }

    /**
     * How many customers have each word of a column, the word '' for none; in the order of the words.
     *
     * @param list<array<string, mixed>> $rows
     * @return array<string, int>
     */
    private static function added(array $rows, string $column): array
    {
        $sums = [];
        foreach ($rows as $row) {
            $word = (string) $row["$column"];
            $sums["$word"] = ($sums["$word"] ?? 0) + (int) $row['customers'];
        }
        ksort($sums, SORT_STRING);
        return $sums;
    }

    /** @param array<string, array{customers: int, by_hand: int, lifetime_value: array<string, float>}> $groups */
    private function table(array $groups, ?Engine $engine): string
    {
        $total = 0;
        foreach ($groups as $group) {
            $total += $group['customers'];
        }
        $head = ['LBL_GROUP', 'LBL_CUSTOMERS', 'LBL_SHARE', 'LBL_BY_HAND', 'LBL_CLV'];
        $html = '<table class="list view" style="border-collapse:separate;border-spacing:6px 2px;' . self::INK . '"><caption style="' . self::INK . '">'
            . self::escaped(sprintf($this->strings['LBL_CAPTION'], $total)) . '</caption><tr>';
        foreach ($head as $label) {
            $html .= '<th scope="col" style="' . self::INK . '">' . self::escaped($this->strings["$label"]) . '</th>';
        }
        $html .= '</tr>';
        foreach ($groups as $segment => $group) {
            $money = [];
            foreach ($group['lifetime_value'] as $currency => $sum) {
                $money[] = trim(number_format($sum, 2, '.', ' ') . ' ' . $currency);
            }
            $html .= '<tr><td><span style="color:' . self::COLOURS["$segment"] . '">&#9632;</span> ' . self::escaped($this->labels["$segment"] ?? $segment) . '</td>'
                . '<td>' . $group['customers'] . '</td>'
                . '<td>' . self::escaped($this->share($engine, $group['customers'], $total)) . '</td>'
                . '<td>' . $group['by_hand'] . '</td>'
                . '<td>' . self::escaped(implode(', ', $money)) . '</td></tr>';
        }
        return $html . '</table>';
    }

    /** "40.0 % (25.9 to 55.9)": the library's Wilson interval. */
    private function share(?Engine $engine, int $k, int $n): string
    {
        if ($engine === null || $n === 0) {
            return '';
        }
        $interval = $engine->call('wilson_interval', ['k' => $k, 'n' => $n,]);
        return sprintf(
            '%s %% (%s %s %s)', self::percent($interval['value']), self::percent($interval['low']), $this->strings['LBL_TO'], self::percent($interval['high'])
        );
    }

    private static function percent(float $share): string
    {
        return number_format(100 * $share, 1, '.', '');
    }

    /**
     * Satisfaction to the right, attachment upwards; the most valuable customers, one dot each, without names.
     *
     * @param list<array<string, mixed>> $rows
     */
    private function picture(array $rows): string
    {
        $side = self::SIDE;
        $dots = '';
        $count = 0;
        foreach ($rows as $row) {
            if (isset(self::COLOURS[$row['segment']])) {
                $count++;
                $dots .= sprintf(
                    '<circle cx="%s" cy="%s" r="3" fill="%s" fill-opacity="0.6"/>',
                    self::place((float) $row['x']), self::place(100 - (float) $row['y']), self::COLOURS[$row['segment']]
                );
            }
        }
        $title = self::escaped(sprintf($this->strings['LBL_PICTURE'], $count));
        return '<svg role="img" aria-label="' . $title . '" width="' . ($side + 40) . '" height="' . ($side + 40) . '" viewBox="-30 -10 ' . ($side + 40) . ' ' . ($side + 40) . '" xmlns="http://www.w3.org/2000/svg">'
            . '<title>' . $title . '</title><rect width="' . $side . '" height="' . $side . '" fill="#ffffff" stroke="#767676"/>' . $dots
            . '<text x="' . ($side / 2) . '" y="' . ($side + 20) . '" text-anchor="middle" font-size="12">' . self::escaped($this->strings['LBL_SATISFACTION']) . '</text>'
            . '<text transform="rotate(-90)" x="' . (-$side / 2) . '" y="-12" text-anchor="middle" font-size="12">' . self::escaped($this->strings['LBL_ATTACHMENT']) . '</text></svg>';
    }

    private static function place(float $score): string
    {
        return number_format($score / 100 * self::SIDE, 1, '.', '');
    }

    /**
     * The words of a field, the commonest first; nothing for a model without a plan.
     *
     * @param array<string, int> $words customers by word, in the order of the words
     */
    private function plan(string $label, array $words): string
    {
        unset($words['']);
        $names = array_keys($words);
        $customers = array_values($words);
        array_multisort($customers, SORT_DESC, $names, SORT_ASC, SORT_STRING);
        $parts = [];
        foreach ($names as $i => $name) {
            $parts[] = $name . ': ' . $customers["$i"];
        }
        return $parts ? '<p>' . self::escaped($this->strings["$label"] . ': ' . implode(' · ', $parts)) . '</p>' : '';
    }

    /** @param list<array<string, mixed>> $customers */
    private function most(array $customers): string
    {
        if (!$customers) {
            return '';
        }
        $html = '<p>' . self::escaped($this->strings['LBL_TOP']) . '</p><ol>';
        foreach ($customers as $customer) {
            $html .= '<li><a href="' . self::escaped($customer['url']) . '">' . self::escaped(trim($customer['name'])) . '</a>: '
                . self::escaped(number_format((float) $customer['lifetime_value'], 2, '.', ' ') . ' ' . $customer['currency']) . '</li>';
        }
        return $html . '</ol>';
    }

    /**
     * What the picture leaves out: customers without scores, and why.
     *
     * @param array<string, int> $statuses customers by status
     */
    private function note(array $statuses): string
    {
        $parts = [];
        foreach ($statuses as $status => $customers) {
            $parts[] = ($this->strings['LBL_STATUS_' . strtoupper($status === '' ? 'none' : (string) $status)] ?? $status) . ': ' . $customers;
        }
        return '<p>' . self::escaped(implode(' · ', $parts)) . '</p>';
    }

    // Some systems encode what they list already: their entities stay as they are.
    private static function escaped(string $text): string
    {
        return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8', false);
    }
}
