#include "copy-order.h"

static const char *const words[VANITY_N_CHANGES] = {
  [VANITY_CHANGE_LIPS] = "lips",   [VANITY_CHANGE_EYES] = "eyes", [VANITY_CHANGE_CHEEKS] = "cheeks",
  [VANITY_CHANGE_BROWS] = "brows", [VANITY_CHANGE_SKIN] = "skin",
};

static void
source_free (gpointer data)
{
  VanityCopySource *source = data;

  g_free (source->path);
  g_free (source);
}

VanityCopyOrder *
vanity_copy_order_new (void)
{
  VanityCopyOrder *order = g_new0 (VanityCopyOrder, 1);

  order->sources = g_ptr_array_new_with_free_func (source_free);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    order->parts[i].from = order->parts[i].to = -1;
  return order;
}

void
vanity_copy_order_free (VanityCopyOrder *order)
{
  g_ptr_array_unref (order->sources);
  g_free (order);
}

int
vanity_copy_order_add_source (VanityCopyOrder *order, char *path, int face)
{
  VanityCopySource *source = g_new0 (VanityCopySource, 1);

  source->path = path;
  source->face = face;
  g_ptr_array_add (order->sources, source);
  return (int)order->sources->len - 1;
}

int
vanity_copy_find_part (const char *word)
{
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    if (g_str_equal (words[i], word))
      return i;
  return -1;
}

const char *
vanity_copy_get_word (VanityChangePart part)
{
  return words[part];
}
