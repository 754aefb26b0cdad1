#include "makeup/hints.h"

struct _VanityHints
{
  unsigned had; /* VanityHint */
  VanityMask *hair;
  VanityLab hair_color;
  char *hair_why;
};

VanityHints *
vanity_hints_new (void)
{
  return g_atomic_rc_box_new0 (VanityHints);
}

VanityHints *
vanity_hints_ref (VanityHints *hints)
{
  return g_atomic_rc_box_acquire (hints);
}

static void
clear (gpointer data)
{
  VanityHints *hints = data;

  vanity_mask_free (hints->hair);
  g_free (hints->hair_why);
}

void
vanity_hints_unref (VanityHints *hints)
{
  if (hints != NULL)
    g_atomic_rc_box_release_full (hints, clear);
}

gboolean
vanity_hints_have (const VanityHints *hints, VanityHint hint)
{
  return (hints->had & hint) == hint;
}

void
vanity_hints_set_hair (VanityHints *hints, VanityMask *hair, VanityLab color, const char *why)
{
  vanity_mask_free (hints->hair);
  g_free (hints->hair_why);
  hints->had |= VANITY_HINT_HAIR;
  hints->hair = hair;
  hints->hair_color = color;
  hints->hair_why = hair == NULL ? g_strdup (why) : NULL;
}

const VanityMask *
vanity_hints_get_hair (const VanityHints *hints)
{
  return hints->hair;
}

VanityLab
vanity_hints_get_hair_color (const VanityHints *hints)
{
  return hints->hair_color;
}

const char *
vanity_hints_get_hair_why (const VanityHints *hints)
{
  return hints->hair_why;
}
