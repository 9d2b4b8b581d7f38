<?php
declare(strict_types=1);

namespace Scvm;

/** Which engine there is. */
final class Engines
{
    /**
     * The best engine of this process for a model, as JSON text: the PHP extension, else FFI. Throws EngineUnavailable where neither is
     * there, EngineError for a library or model that does not work.
     *
     * @param string $library for FFI: a path, or a name that the system looks up
     */
    public static function best(string $json, string $library = 'libscvm.so.0'): Engine
    {
        if (extension_loaded('scvm')) {
            return new ExtensionEngine($json);
        }
        try {
            return new FfiEngine($library, $json);
        } catch (EngineUnavailable $e) {
            throw new EngineUnavailable('there is no PHP extension scvm, and no FFI: ' . $e->getMessage());
        }
    }
}
