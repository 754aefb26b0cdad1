#include "base/error.h"
#include "model/model.h"

#include <glib/gi18n-lib.h>

char *
vanity_model_find (const char *file_name, GError **error)
{
  const char *chosen = g_getenv ("VANITY_MODELS");
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);

  if (chosen != NULL && *chosen != '\0')
    g_ptr_array_add (folders, g_strdup (chosen));
  g_ptr_array_add (folders, g_build_filename (g_get_user_cache_dir (), "vanity", "models", NULL));
  g_ptr_array_add (folders, g_build_filename (VANITY_DATADIR, "models", NULL));

  for (guint i = 0; i < folders->len; i++)
    {
      g_autofree char *path = g_build_filename (folders->pdata[i], file_name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }

  g_ptr_array_add (folders, NULL);
  g_autofree char *list = g_strjoinv (", ", (char **)folders->pdata);
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_MISSING,
               _ ("The model %s is not in any of %s. “./dev run” fetches it."), file_name, list);
  return NULL;
}
