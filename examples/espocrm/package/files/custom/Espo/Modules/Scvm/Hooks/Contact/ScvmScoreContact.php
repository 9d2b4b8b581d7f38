<?php
declare(strict_types=1);

namespace Espo\Modules\Scvm\Hooks\Contact;

use Espo\Core\Hook\Hook\AfterSave;
use Espo\Modules\Scvm\Tools\Scoring;
use Espo\ORM\Entity;
use Espo\ORM\Repository\Option\SaveOptions;

/**
 * Scores a contact that is saved: after its e-mail addresses are stored (order -11), before the stream notes what changed (9).
 *
 * @implements AfterSave<Entity>
 */
class ScvmScoreContact implements AfterSave
{
    public static int $order = 5;

    public function __construct(private Scoring $scoring)
    {}

    public function afterSave(Entity $entity, SaveOptions $options): void
    {
        $this->scoring->score($entity);
    }
}
