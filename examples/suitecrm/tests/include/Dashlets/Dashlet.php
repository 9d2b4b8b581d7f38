<?php
// SuiteCRM's own file of this name, as far as a dashlet needs it.
class Dashlet
{
    public $id;
    public $title;
    public $dashletStrings;

    public function __construct($id)
    {
        $this->id = $id;
    }

    public function loadLanguage($class, $folder = 'modules/Home/Dashlets/')
    {
        $language = $GLOBALS['current_language'];
        require "custom/$folder$class/$class.$language.lang.php";
        $this->dashletStrings = $dashletStrings[$class];
    }

    public function display()
    {
        return '';
    }
}
