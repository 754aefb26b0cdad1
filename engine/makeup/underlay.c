#include "makeup/underlay.h"

#include "makeup/plane.h"

#include <string.h>

/* What a preview has at most; of a photo's own size nobody drags a slider. */
#define MAX_PIXELS 2600000

struct _VanityUnderlay
{
  GPtrArray *layers; /* VanityLayer, in the order in which they are drawn */
  VanityRect laid;
  float *worn[3]; /* of `laid`, rows without gaps */
};

static gsize
get_size (const VanityUnderlay *underlay)
{
  return (gsize)underlay->laid.width * (gsize)underlay->laid.height;
}

/* Copies `laid` from the canvas's planes, or to them. */
static void
copy_rows (const VanityUnderlay *underlay, const VanityCanvas *canvas, gboolean restore)
{
  const VanityRect *laid = &underlay->laid;
  gsize n = (gsize)laid->width;

  for (int k = 0; k < 3; k++)
    for (int j = 0; j < laid->height; j++)
      {
        float *kept = underlay->worn[k] + (gsize)j * n;
        float *worn = canvas->worn[k]
                      + (gsize)(laid->y - canvas->rect.y + j) * (gsize)canvas->rect.width
                      + (gsize)(laid->x - canvas->rect.x);

        memcpy (restore ? worn : kept, restore ? kept : worn, sizeof (float) * n);
      }
}

VanityUnderlay *
vanity_underlay_take (const VanityCanvas *canvas, GPtrArray *layers, guint n)
{
  VanityUnderlay *underlay;
  gboolean enough = TRUE;

  if ((gint64)canvas->laid.width * canvas->laid.height > MAX_PIXELS)
    return NULL;
  underlay = g_new0 (VanityUnderlay, 1);
  underlay->laid = canvas->laid;
  underlay->layers = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_layer_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (underlay->layers, vanity_layer_copy (g_ptr_array_index (layers, i)));
  for (int k = 0; k < 3; k++)
    {
      underlay->worn[k] = vanity_plane_new (MAX (get_size (underlay), 1));
      enough = enough && underlay->worn[k] != NULL;
    }
  if (enough)
    copy_rows (underlay, canvas, FALSE);
  else
    g_clear_pointer (&underlay, vanity_underlay_free);
  return underlay;
}

void
vanity_underlay_free (VanityUnderlay *underlay)
{
  if (underlay == NULL)
    return;
  for (int k = 0; k < 3; k++)
    vanity_plane_free (underlay->worn[k], MAX (get_size (underlay), 1));
  g_ptr_array_unref (underlay->layers);
  g_free (underlay);
}

guint
vanity_underlay_match (const VanityUnderlay *underlay, GPtrArray *layers)
{
  if (underlay == NULL || underlay->layers->len > layers->len)
    return 0;
  for (guint i = 0; i < underlay->layers->len; i++)
    if (!vanity_layer_equal (underlay->layers->pdata[i], layers->pdata[i]))
      return 0;
  return underlay->layers->len;
}

void
vanity_underlay_restore (const VanityUnderlay *underlay, VanityCanvas *canvas)
{
  copy_rows (underlay, canvas, TRUE);
  canvas->laid = underlay->laid;
}
