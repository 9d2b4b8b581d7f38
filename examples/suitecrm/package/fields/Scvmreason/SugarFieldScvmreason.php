<?php
require_once 'include/SugarFields/Fields/Enum/SugarFieldEnum.php';

/** A reason in the detail view: its text where it is in the list, else as it is, where SuiteCRM's own list shows nothing. */
class SugarFieldScvmreason extends SugarFieldEnum
{
    public function getDetailViewSmarty($parentFieldArray, $vardef, $displayParams, $tabindex)
    {
        $field = '$' . $parentFieldArray . '.' . $vardef['name'];
        return "{assign var='scvm_said' value=$field.value}<span class='sugar_field' id='{$vardef['name']}'>"
            . "{if isset($field.options[\$scvm_said])}{{$field}.options[\$scvm_said]}{else}{{$field}.value}{/if}</span>";
    }
}
