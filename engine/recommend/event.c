#include "recommend/event.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  const char *id, *label;
} Name;

static const Name kinds[VANITY_N_EVENT_KINDS] = {
  [VANITY_EVENT_TRY] = { "try", N_ ("Tried on") },
  [VANITY_EVENT_WORN] = { "worn", N_ ("Kept on") },
  [VANITY_EVENT_LIKE] = { "like", N_ ("Liked") },
  [VANITY_EVENT_UNLIKE] = { "unlike", N_ ("No longer liked") },
  [VANITY_EVENT_SAVE] = { "save", N_ ("Put on the look list") },
  [VANITY_EVENT_UNSAVE] = { "unsave", N_ ("Taken off the look list") },
  [VANITY_EVENT_HIDE] = { "hide", N_ ("Hidden") },
  [VANITY_EVENT_UNHIDE] = { "unhide", N_ ("No longer hidden") },
  [VANITY_EVENT_BOUGHT] = { "bought", N_ ("Bought") },
  [VANITY_EVENT_NOT_BOUGHT] = { "not-bought", N_ ("Not bought after all") },
  [VANITY_EVENT_WRONG_SHADE] = { "wrong-shade", N_ ("The wrong shade") },
  [VANITY_EVENT_RIGHT_SHADE] = { "right-shade", N_ ("The right shade after all") },
};

static const Name wrongs[VANITY_N_WRONG] = {
  { "too-light", N_ ("Too light") },
  { "too-dark", N_ ("Too dark") },
  { "too-warm", N_ ("Too warm") },
  { "too-cool", N_ ("Too cool") },
};

const char *
vanity_event_kind_get_id (VanityEventKind kind)
{
  g_return_val_if_fail ((guint)kind < VANITY_N_EVENT_KINDS, NULL);
  return kinds[kind].id;
}

const char *
vanity_event_kind_get_label (VanityEventKind kind)
{
  g_return_val_if_fail ((guint)kind < VANITY_N_EVENT_KINDS, NULL);
  return _ (kinds[kind].label);
}

gboolean
vanity_event_kind_find (const char *id, VanityEventKind *kind)
{
  for (int i = 0; i < VANITY_N_EVENT_KINDS; i++)
    if (g_strcmp0 (id, kinds[i].id) == 0)
      {
        *kind = (VanityEventKind)i;
        return TRUE;
      }
  return FALSE;
}

static const Name *
find_wrong (VanityWrong one)
{
  for (int i = 0; i < VANITY_N_WRONG; i++)
    if (one == (VanityWrong)(1 << i))
      return &wrongs[i];
  return NULL;
}

const char *
vanity_wrong_get_id (VanityWrong one)
{
  const Name *name = find_wrong (one);

  g_return_val_if_fail (name != NULL, NULL);
  return name->id;
}

const char *
vanity_wrong_get_label (VanityWrong one)
{
  const Name *name = find_wrong (one);

  g_return_val_if_fail (name != NULL, NULL);
  return _ (name->label);
}

gboolean
vanity_wrong_find (const char *id, VanityWrong *one)
{
  for (int i = 0; i < VANITY_N_WRONG; i++)
    if (g_strcmp0 (id, wrongs[i].id) == 0)
      {
        *one = (VanityWrong)(1 << i);
        return TRUE;
      }
  return FALSE;
}

static gboolean
check_wrong (double amount, GError **error)
{
  const unsigned depth = VANITY_WRONG_TOO_LIGHT | VANITY_WRONG_TOO_DARK;
  const unsigned hue = VANITY_WRONG_TOO_WARM | VANITY_WRONG_TOO_COOL;
  gboolean ok = amount >= 0 && amount < (double)(1 << VANITY_N_WRONG) && amount == floor (amount);
  unsigned how = ok ? (unsigned)amount : 0;

  if (ok && (how & depth) != depth && (how & hue) != hue)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("%g says no way in which a shade can be wrong"), amount);
  return FALSE;
}

gboolean
vanity_event_check_amount (VanityEventKind kind, double amount, GError **error)
{
  const double most = kind == VANITY_EVENT_WORN ? VANITY_EVENT_MAX_WORN : 0;

  if (kind == VANITY_EVENT_WRONG_SHADE)
    return check_wrong (amount, error);
  if (amount >= 0 && amount <= most)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("the amount of “%s” is %g; it must be from 0 to %g"),
               vanity_event_kind_get_id (kind), amount, most);
  return FALSE;
}

void
vanity_event_free (VanityEvent *event)
{
  vanity_shade_unref (event->shade);
  g_free (event);
}
