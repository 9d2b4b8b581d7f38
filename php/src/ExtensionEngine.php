<?php
declare(strict_types=1);

namespace Scvm;

/** The library as a PHP extension (extension=scvm): without FFI, and without preloading. */
final class ExtensionEngine extends JsonEngine
{
    private Native\Scorer $scorer;

    /** Opens a model, as JSON text. Throws EngineError for one that does not work. */
    public function __construct(string $json)
    {
        try {
            $this->scorer = new Native\Scorer(Native\ScoringModel::fromJson($json));
        } catch (Native\ScvmException $e) {
            throw new EngineError($e->getMessage(), $e->getCode());
        }
    }

    public function scoreText(string $record): string
    {
        try {
            return $this->scorer->scoreCustomer($record);
        } catch (Native\ScvmException $e) {
            throw new EngineError($e->getMessage(), $e->getCode());
        }
    }

    public function version(): string
    {
        return Native\version();
    }

    protected function callText(string $method, string $arguments): string
    {
        try {
            return Native\call($method, $arguments);
        } catch (Native\ScvmException $e) {
            throw new EngineError($e->getMessage(), $e->getCode());
        }
    }
}
