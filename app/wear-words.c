#include "app/wear-words.h"

#include "recommend/color-word.h"

#include <glib/gi18n.h>
#include <math.h>

/* CIE L* below and above which a colour is called deep and light; makeup of the same hue is told
 * apart so. */
#define DEEP 35
#define LIGHT 72
/* Chroma of what has no hue to speak of: black is not called deep, nor white light. */
#define GREY 10

char *
vanity_color_dup_words (VanityRgb color)
{
  VanityLab lab = vanity_lab_from_linear (color);
  const char *word = vanity_color_get_word (lab);

  if (hypot ((double)lab.a, (double)lab.b) < GREY)
    return g_strdup (word);
  if (lab.L < DEEP)
    /* Translators: a colour of makeup, as “deep red”. */
    return g_strdup_printf (C_ ("colour", "deep %s"), word);
  if (lab.L > LIGHT)
    /* Translators: a colour of makeup, as “light pink”. */
    return g_strdup_printf (C_ ("colour", "light %s"), word);

  return g_strdup (word);
}

static gboolean
has_color (const VanityLayer *layer)
{
  for (int i = 0; i < layer->kind->n_params; i++)
    if (g_strcmp0 (layer->kind->params[i].id, "color") == 0)
      return layer->kind->params[i].type == VANITY_PARAM_COLOR;

  return FALSE;
}

static void
append_layer (GString *words, const VanityLayer *layer, double strength)
{
  int percent = (int)lround (100 * strength * vanity_layer_get_number (layer, "opacity"));
  const char *label = _ (layer->kind->label);

  if (layer->muted || percent < 1)
    return;

  g_string_append_c (words, ' ');
  if (has_color (layer))
    {
      g_autofree char *color = vanity_color_dup_words (vanity_layer_get_color (layer, "color"));

      /* Translators: a layer of makeup, its colour and how strong it is: “Lipstick: deep red, 80%.”
       */
      g_string_append_printf (words, _ ("%s: %s, %d%%."), label, color, percent);
    }
  else
    {
      /* Translators: a layer of makeup and how strong it is: “Lashes: 80%.” */
      g_string_append_printf (words, _ ("%s: %d%%."), label, percent);
    }
  if (vanity_layer_has_sides (layer))
    {
      g_string_append_c (words, ' ');
      g_string_append (words, _ ("The left side differs."));
    }
}

char *
vanity_wear_dup_words (const VanityWear *wear)
{
  GString *words;
  int percent = (int)lround (100 * wear->strength);

  if (vanity_wear_is_bare (wear))
    return g_strdup (_ ("No makeup."));
  if (wear->off)
    return g_strdup_printf (_ ("Own makeup taken off, at %d%%."), percent);
  if (wear->mix != NULL)
    /* Translators: the name of a photo, and how strongly its makeup is worn. */
    return g_strdup_printf (_ ("Wearing the makeup of %s at %d%%."), vanity_wear_get_label (wear),
                            percent);

  words = g_string_new (NULL);
  /* Translators: the name of a look, and how strongly it is worn. */
  g_string_append_printf (words, _ ("Wearing %s at %d%%."), vanity_look_get_label (wear->look),
                          percent);
  for (guint i = 0; i < wear->look->layers->len; i++)
    append_layer (words, g_ptr_array_index (wear->look->layers, i), wear->strength);

  return g_string_free (words, FALSE);
}
