<?php
declare(strict_types=1);

namespace Scvm;

/** One scoring model in the library, called in this process. Every call throws EngineError for what the library refuses. */
interface Engine
{
    /** One customer's explained score card (docs/score-card.md), as JSON text, from a record as JSON text. */
    public function scoreText(string $record): string;

    /**
     * The same from and to arrays.
     *
     * @param array<string, mixed> $record
     * @return array<string, mixed>
     */
    public function score(array $record): array;

    /**
     * A method by name (docs/methods.md), e.g. call('wilson_interval', ['k' => 18, 'n' => 20]).
     *
     * @param array<string, mixed> $arguments
     * @return mixed
     */
    public function call(string $method, array $arguments);

    /** The library's version, "major.minor.patch". */
    public function version(): string;
}
