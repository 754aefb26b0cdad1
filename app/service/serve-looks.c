#include "methods.h"

#include "app/user-looks.h"

static void
add_looks (GVariantBuilder *builder, GPtrArray *looks)
{
  for (guint i = 0; i < looks->len; i++)
    {
      const VanityLook *look = looks->pdata[i];

      g_variant_builder_add (builder, "(sss)", look->id, vanity_look_get_label (look),
                             vanity_look_get_summary (look));
    }
}

GVariant *
vanity_serve_list_looks (VanityRequest *request, GError **error)
{
  g_autoptr (GPtrArray) shipped = vanity_look_list_shipped ();
  g_autoptr (GPtrArray) kept = vanity_user_looks_list ();
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sss)"));
  add_looks (&builder, shipped);
  add_looks (&builder, kept);
  return g_variant_new ("(a(sss))", &builder);
}
