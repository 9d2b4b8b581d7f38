from . import score_fields, res_partner, sources, merge, privacy, res_config_settings
