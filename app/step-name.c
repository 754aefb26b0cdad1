#include "app/step-name.h"

#include <glib/gi18n.h>
#include <math.h>

/* In the order of VanityChangePart. */
static const struct
{
  const char *copied;
  const char *strength;
} parts[VANITY_N_CHANGES] = {
  /* Translators: these are steps in a list of what was done; %s is the name of a photo. */
  { N_ ("Lips copied from %s"), N_ ("Lips: %d%%") },
  { N_ ("Eyes copied from %s"), N_ ("Eyes: %d%%") },
  { N_ ("Cheeks copied from %s"), N_ ("Cheeks: %d%%") },
  { N_ ("Brows copied from %s"), N_ ("Brows: %d%%") },
  { N_ ("Foundation copied from %s"), N_ ("Foundation: %d%%") },
};

static int
to_percent (double share)
{
  return (int)lround (share * 100.0);
}

char *
vanity_step_name_look (VanityLook *look)
{
  if (look == NULL)
    return g_strdup (_ ("Makeup removed"));

  /* Translators: a step in a list of what was done; %s is the name of a look. */
  return g_strdup_printf (_ ("Look: %s"), vanity_look_get_label (look));
}

char *
vanity_step_name_start (VanityOutfit *outfit)
{
  VanityWear wear = vanity_outfit_get_wear (outfit);

  if (wear.look == NULL)
    return g_strdup (_ ("Photo opened"));

  /* Translators: the first step in a list of what was done; %s is the name of a look. */
  return g_strdup_printf (_ ("Photo opened, with the look %s"), vanity_look_get_label (wear.look));
}

static gboolean
is_of_one (const VanityMix *mix)
{
  for (int i = 1; i < VANITY_N_CHANGES; i++)
    if (mix->from[i] != mix->from[0])
      return FALSE;

  return TRUE;
}

char *
vanity_step_name_mix (const VanityMix *old, const VanityMix *mix)
{
  int changed = 0, part = 0;

  for (int i = 0; i < VANITY_N_CHANGES; i++)
    if (old != NULL && old->from[i] != mix->from[i])
      {
        changed++;
        part = i;
      }

  if (old != NULL && changed == 0 && old->foundation != mix->foundation)
    return g_strdup (mix->foundation ? _ ("Foundation copied as well")
                                     : _ ("Foundation left as it is"));
  if (old != NULL && changed == 1)
    return g_strdup_printf (_ (parts[part].copied), mix->from[part]->name);
  if (is_of_one (mix))
    return g_strdup_printf (_ ("Makeup copied from %s"), mix->from[0]->name);

  return g_strdup (_ ("Makeup copied from several photos"));
}

char *
vanity_step_name_strength (const VanityOutfit *outfit)
{
  return g_strdup_printf (_ ("Strength: %d%%"),
                          to_percent (vanity_outfit_get_wear (outfit).strength));
}

char *
vanity_step_name_part (const VanityOutfit *outfit, VanityChangePart part)
{
  return g_strdup_printf (_ (parts[part].strength),
                          to_percent (vanity_outfit_get_wear (outfit).parts[part]));
}

char *
vanity_step_name_options (const VanityAnalysisOptions *old, const VanityAnalysisOptions *options)
{
  if (options->is_child != old->is_child)
    return g_strdup (options->is_child ? _ ("Said to be a child") : _ ("Said to be no child"));
  if (options->has_white
      && (!old->has_white || options->white_x != old->white_x || options->white_y != old->white_y))
    return g_strdup (_ ("White point picked"));
  if (options->has_nudge)
    return g_strdup (_ ("Skin colour corrected"));

  return g_strdup (_ ("Colours as measured"));
}
