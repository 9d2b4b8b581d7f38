<?php
declare(strict_types=1);

namespace Scvm;

/**
 * The library through PHP's own FFI.
 *
 * All FFI calls are in this class. So php.ini may leave ffi.enable at its default "preload": the command line may use FFI
 * anyway, and web requests may as soon as opcache.preload names a file that includes this one (php/ffi.php).
 */
final class FfiEngine extends JsonEngine
{
    // The part of scvm.h that is used here. PHP hands over texts as const char*, without a copy.
    private const INTERFACE = '
        typedef struct { int code; char message[1024]; } scvm_error;
        typedef struct { char* data; size_t size; void* owner; } scvm_text;
        const char* scvm_version(void);
        void scvm_text_close(scvm_text* text);
        int scvm_model_open(const char* json, size_t size, void** model, scvm_error* error);
        void scvm_model_close(void* model);
        int scvm_score_customer(const void* model, const char* record, size_t size, scvm_text* result, scvm_error* error);
        int scvm_call(const char* method, const char* arguments, size_t size, scvm_text* result, scvm_error* error);
    ';

    private \FFI $library;
    private \FFI\CData $text;
    private \FFI\CData $error;
    private ?\FFI\CData $model = null;

    /**
     * Opens a model, as JSON text. Throws EngineUnavailable where FFI is off, EngineError for a library or model that does not work.
     *
     * @param string $library a path, or a name that the system looks up
     */
    public function __construct(string $library, string $json)
    {
        if (!extension_loaded('ffi')) {
            throw new EngineUnavailable('the PHP extension ffi is not loaded');
        }
        try {
            $this->library = \FFI::cdef(self::INTERFACE, $library);
        } catch (\FFI\Exception $e) {
            if (stripos($e->getMessage(), 'restricted') !== false) {
                throw new EngineUnavailable($e->getMessage());
            }
            throw new EngineError("$library: " . $e->getMessage());
        }
        $this->error = $this->library->new('scvm_error');
        $this->text = $this->library->new('scvm_text');
        $model = $this->library->new('void*');
        $this->check($this->library->scvm_model_open($json, strlen($json), \FFI::addr($model), \FFI::addr($this->error)));
        $this->model = $model;
    }

    public function __destruct()
    {
        if ($this->model !== null) {
            $this->library->scvm_model_close($this->model);
        }
    }

    public function scoreText(string $record): string
    {
        $this->check($this->library->scvm_score_customer($this->model, $record, strlen($record), \FFI::addr($this->text), \FFI::addr($this->error)));
        return $this->taken();
    }

    public function version(): string
    {
        return $this->library->scvm_version();
    }

    protected function callText(string $method, string $arguments): string
    {
        $this->check($this->library->scvm_call($method, $arguments, strlen($arguments), \FFI::addr($this->text), \FFI::addr($this->error)));
        return $this->taken();
    }

    // The text that the last call handed out, as PHP's own; the library's is given back.
    private function taken(): string
    {
        $text = \FFI::string($this->text->data, $this->text->size);
        $this->library->scvm_text_close(\FFI::addr($this->text));
        return $text;
    }

    private function check(int $code): void
    {
        if ($code !== 0) {
            throw new EngineError(\FFI::string($this->error->message), $code);
        }
    }
}
