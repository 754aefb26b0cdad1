#include "app/settings.h"

GSettings *
vanity_settings_get_default (void)
{
  static gsize settings;

  if (g_once_init_enter (&settings))
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      g_autoptr (GSettingsSchema) schema = NULL;
      GSettings *found = NULL;

      /* g_settings_new () would end the process. */
      if (source != NULL)
        schema = g_settings_schema_source_lookup (source, VANITY_APP_ID, TRUE);
      if (schema != NULL)
        found = g_settings_new_full (schema, NULL, NULL);

      /* Zero means "not yet", so a missing schema is remembered as one. */
      g_once_init_leave (&settings, found != NULL ? (gsize)found : 1);
    }

  return settings == 1 ? NULL : (GSettings *)settings;
}
