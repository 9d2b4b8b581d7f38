<?php
/** What libscvm said: its code (scvm.h, enum scvm_code) and message. */
class ScvmError extends RuntimeException
{
}

/** FFI is switched off for this request; the scheduler job or the command `scvm score` does the work instead. */
class ScvmUnavailable extends RuntimeException
{
}

/**
 * One scoring model in libscvm, called in this process.
 *
 * All FFI calls of the package are in this class. So php.ini may leave ffi.enable at its default "preload": the command
 * line (cron.php) may use FFI anyway, and web requests may as soon as opcache.preload names a file that includes this one
 * (README: outside SuiteCRM's folder, so that PHP starts when this package is gone).
 */
class ScvmEngine
{
    // The part of scvm.h that is used here. PHP hands over texts as const char*, without a copy.
    const INTERFACE = '
        typedef struct { int code; char message[1024]; } scvm_error;
        typedef struct { char* data; size_t size; void* owner; } scvm_text;
        void scvm_text_close(scvm_text* text);
        int scvm_model_open(const char* json, size_t size, void** model, scvm_error* error);
        void scvm_model_close(void* model);
        int scvm_score_customer(const void* model, const char* record, size_t size, scvm_text* result, scvm_error* error);
        int scvm_call(const char* method, const char* arguments, size_t size, scvm_text* result, scvm_error* error);
    ';

    private $library;
    private $model;
    private $text;
    private $error;

    /** Opens a model, as JSON text. Throws ScvmUnavailable where FFI is off, ScvmError for a library or model that does not work. */
    public function __construct($library, $json)
    {
        if (!extension_loaded('ffi')) {
            throw new ScvmUnavailable('the PHP extension ffi is not loaded');
        }
        try {
            $this->library = FFI::cdef(self::INTERFACE, $library);
        } catch (FFI\Exception $e) {
            if (stripos($e->getMessage(), 'restricted') !== false) {
                throw new ScvmUnavailable($e->getMessage());
            }
            throw new ScvmError("$library: " . $e->getMessage());
        }
        $this->error = $this->library->new('scvm_error');
        $this->text = $this->library->new('scvm_text');
        $this->model = $this->library->new('void*');
        $this->check($this->library->scvm_model_open($json, strlen($json), FFI::addr($this->model), FFI::addr($this->error)));
    }

    public function __destruct()
    {
        if ($this->model !== null) {
            $this->library->scvm_model_close($this->model);
        }
    }

    /** One customer's explained score card (docs/score-card.md), as JSON text, from a record as JSON text. */
    public function scoreText($record)
    {
        $this->check($this->library->scvm_score_customer(
            $this->model, $record, strlen($record), FFI::addr($this->text), FFI::addr($this->error)
        ));
        return $this->taken();
    }

    /** The same from and to arrays. */
    public function score(array $record)
    {
        return json_decode($this->scoreText(self::encode($record)), true);
    }

    /** A method by name (docs/methods.md), e.g. call('wilson_interval', ['k' => 18, 'n' => 20]). */
    public function call($method, array $arguments)
    {
        $text = self::encode($arguments);
        $this->check($this->library->scvm_call(
            $method, $text, strlen($text), FFI::addr($this->text), FFI::addr($this->error)
        ));
        return json_decode($this->taken(), true);
    }

    // The text that the last call handed out, as PHP's own; the library's is given back.
    private function taken()
    {
        $text = FFI::string($this->text->data, $this->text->size);
        $this->library->scvm_text_close(FFI::addr($this->text));
        return $text;
    }

    private function check($code)
    {
        if ($code !== 0) {
            throw new ScvmError(FFI::string($this->error->message), $code);
        }
    }

    // Text in another encoding must not lose the customer his score: what is no UTF-8 is replaced, not refused.
    private static function encode(array $value)
    {
        $text = json_encode($value, JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION);
        if ($text === false) {
            throw new ScvmError('a record that is no JSON: ' . json_last_error_msg());
        }
        return $text;
    }
}
