#include "model/shipped.h"

#include "model/model.h"

VanityGraph *
vanity_shipped_model_load (VanityShippedModel *model, GError **error)
{
  g_autofree char *path = g_strconcat ("/vanity/models/", model->file, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (g_once_init_enter (&model->added))
    {
      model->add ();
      g_once_init_leave (&model->added, 1);
    }
  bytes = g_resource_lookup_data (model->get (), path, 0, error);
  return bytes != NULL ? vanity_model_load_bytes (bytes, model->file, error) : NULL;
}
