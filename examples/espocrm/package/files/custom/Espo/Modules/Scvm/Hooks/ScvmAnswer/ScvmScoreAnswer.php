<?php
declare(strict_types=1);

namespace Espo\Modules\Scvm\Hooks\ScvmAnswer;

use Espo\Core\Hook\Hook\AfterRemove;
use Espo\Core\Hook\Hook\AfterSave;
use Espo\Modules\Scvm\Tools\Scoring;
use Espo\ORM\Entity;
use Espo\ORM\Repository\Option\RemoveOptions;
use Espo\ORM\Repository\Option\SaveOptions;

/**
 * @implements AfterSave<Entity>
 * @implements AfterRemove<Entity>
 */
class ScvmScoreAnswer implements AfterSave, AfterRemove
{
    public static int $order = 20;

    public function __construct(private Scoring $scoring)
    {}

    public function afterSave(Entity $entity, SaveOptions $options): void
    {
        $this->scoring->scoreById($entity->get('contactId'));
    }

    public function afterRemove(Entity $entity, RemoveOptions $options): void
    {
        $this->scoring->scoreById($entity->get('contactId'));
    }
}
