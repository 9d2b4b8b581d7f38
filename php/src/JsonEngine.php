<?php
declare(strict_types=1);

namespace Scvm;

/** What the engines have in common: texts of JSON go in and come out. */
abstract class JsonEngine implements Engine
{
    public function score(array $record): array
    {
        $card = json_decode($this->scoreText(self::encoded($record)), true);
        if (!is_array($card)) {
            throw new EngineError('the library\'s card is no JSON');
        }
        return $card;
    }

    public function call(string $method, array $arguments)
    {
        return json_decode($this->callText($method, self::encoded($arguments)), true);
    }

    abstract protected function callText(string $method, string $arguments): string;

    /**
     * Text in another encoding must not lose the customer his score: what is no UTF-8 is replaced, not refused.
     *
     * @param array<string, mixed> $value
     */
    private static function encoded(array $value): string
    {
        $text = json_encode($value ?: new \stdClass(), JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION);
        if ($text === false) {
            throw new EngineError('a record that is no JSON: ' . json_last_error_msg());
        }
        return $text;
    }
}
