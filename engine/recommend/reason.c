#include "recommend/reason.h"

#include "catalogue/trait.h"
#include "recommend/color-word.h"
#include "skin/concerns.h"
#include "skin/undertone.h"

#include <glib/gi18n-lib.h>

static const char *const ids[VANITY_N_REASONS] = {
  [VANITY_REASON_SKIN] = "skin",
  [VANITY_REASON_OWNED] = "owned",
  [VANITY_REASON_UNDERTONE] = "undertone",
  [VANITY_REASON_UNDERTONE_ODD] = "undertone-odd",
  [VANITY_REASON_LIGHTER] = "lighter",
  [VANITY_REASON_DEEPER] = "deeper",
  [VANITY_REASON_AS_DEEP] = "as-deep",
  [VANITY_REASON_SKIN_STATE] = "skin-state",
  [VANITY_REASON_COVERS] = "covers",
  [VANITY_REASON_LAYER] = "layer",
  [VANITY_REASON_LAYER_APART] = "layer-apart",
  [VANITY_REASON_SHADOW] = "shadow",
  [VANITY_REASON_PALETTE] = "palette",
  [VANITY_REASON_LAYER_LIGHTER] = "layer-lighter",
  [VANITY_REASON_LAYER_DEEPER] = "layer-deeper",
  [VANITY_REASON_LAYER_AS_DEEP] = "layer-as-deep",
  [VANITY_REASON_FINISH] = "finish",
  [VANITY_REASON_FINISH_ODD] = "finish-odd",
  [VANITY_REASON_SHEER] = "sheer",
  [VANITY_REASON_HAIR] = "hair",
  [VANITY_REASON_HARMONY_SKIN] = "harmony-skin",
  [VANITY_REASON_HARMONY_EYES] = "harmony-eyes",
  [VANITY_REASON_HARMONY_HAIR] = "harmony-hair",
  [VANITY_REASON_SHOWS] = "shows",
  [VANITY_REASON_FAINT] = "faint",
  [VANITY_REASON_NO_LOOK] = "no-look",
  [VANITY_REASON_COLORLESS] = "colorless",
  [VANITY_REASON_LIKED] = "liked",
  [VANITY_REASON_BOUGHT] = "bought",
  [VANITY_REASON_HABIT] = "habit",
  [VANITY_REASON_LEARNT_LIGHTER] = "learnt-lighter",
  [VANITY_REASON_LEARNT_DEEPER] = "learnt-deeper",
  [VANITY_REASON_LEARNT_COOLER] = "learnt-cooler",
  [VANITY_REASON_LEARNT_WARMER] = "learnt-warmer",
  [VANITY_REASON_TREND] = "trend",
  [VANITY_REASON_EXPLORED] = "explored",
  [VANITY_REASON_ESTIMATED] = "estimated",
};

VanityReason *
vanity_reason_new (VanityReasonKind kind, double value, int other, const char *name, double weight)
{
  VanityReason *reason = g_new0 (VanityReason, 1);

  reason->kind = kind;
  reason->value = value;
  reason->other = other;
  reason->name = g_strdup (name);
  reason->weight = weight;
  return reason;
}

void
vanity_reason_free (VanityReason *reason)
{
  if (!reason)
    return;
  g_free (reason->name);
  g_free (reason);
}

const char *
vanity_reason_kind_get_id (VanityReasonKind kind)
{
  g_return_val_if_fail ((int)kind >= 0 && kind < VANITY_N_REASONS, NULL);
  return ids[kind];
}

/* Whole sentences for each: other languages put them together otherwise. */
static char *
dup_undertone (const VanityReason *reason)
{
  static const char *const texts[VANITY_N_UNDERTONES] = {
    [VANITY_UNDERTONE_COOL] = N_ ("Made for cool undertones: yours is that with %d %%"),
    [VANITY_UNDERTONE_NEUTRAL] = N_ ("Made for neutral undertones: yours is that with %d %%"),
    [VANITY_UNDERTONE_WARM] = N_ ("Made for warm undertones: yours is that with %d %%"),
    [VANITY_UNDERTONE_OLIVE] = N_ ("Made for olive undertones: yours is that with %d %%"),
  };

  return g_strdup_printf (_ (texts[reason->other]), (int)(100 * reason->value + 0.5));
}

static char *
dup_odd_undertone (const VanityReason *reason)
{
  static const char *const texts[VANITY_N_UNDERTONES] = {
    [VANITY_UNDERTONE_COOL] = N_ ("Made for cool undertones, and yours is rather %s"),
    [VANITY_UNDERTONE_NEUTRAL] = N_ ("Made for neutral undertones, and yours is rather %s"),
    [VANITY_UNDERTONE_WARM] = N_ ("Made for warm undertones, and yours is rather %s"),
    [VANITY_UNDERTONE_OLIVE] = N_ ("Made for olive undertones, and yours is rather %s"),
  };
  g_autofree char *own
      = g_utf8_strdown (vanity_undertone_get_label ((VanityUndertone)reason->other), -1);

  return g_strdup_printf (_ (texts[reason->finish]), own);
}

static char *
dup_skin_state (const VanityReason *reason)
{
  g_autofree char *finish
      = g_utf8_strdown (vanity_finish_get_label ((VanityFinish)reason->finish), -1);

  switch (reason->other)
    {
    case VANITY_CONCERN_SHINE:
      /* Translators: %s is a finish: “matte” */
      return g_strdup_printf (_ ("Its %s finish holds down shine"), finish);
    case VANITY_CONCERN_PORES:
      return g_strdup_printf (_ ("Its %s finish makes less of pores"), finish);
    case VANITY_CONCERN_WRINKLES:
    default:
      return g_strdup_printf (_ ("Its %s finish does not settle in lines"), finish);
    }
}

static char *
dup_covers (const VanityReason *reason)
{
  switch (reason->other)
    {
    case VANITY_CONCERN_REDNESS:
      return g_strdup (_ ("Covers enough to even out redness"));
    case VANITY_CONCERN_SPOTS:
      return g_strdup (_ ("Covers enough for spots"));
    case VANITY_CONCERN_DARK_CIRCLES:
      return g_strdup (_ ("Covers enough for dark circles"));
    case VANITY_CONCERN_PIGMENT:
    default:
      return g_strdup (_ ("Covers enough to even out the skin's colour"));
    }
}

static char *
dup_harmony (const VanityReason *reason)
{
  if (reason->kind == VANITY_REASON_HARMONY_HAIR)
    return g_strdup (_ ("About as deep as your hair"));
  if (reason->kind == VANITY_REASON_HARMONY_EYES)
    return g_strdup (reason->other == VANITY_EYES_BLUE ? _ ("Its warmth sets off blue eyes")
                                                       : _ ("Its red sets off green eyes"));
  return g_strdup (reason->other == VANITY_UNDERTONE_COOL ? _ ("Cool, as your undertone")
                                                          : _ ("Warm, as your undertone"));
}

static char *
dup_finish (const VanityReason *reason)
{
  const char *own = vanity_finish_get_label ((VanityFinish)reason->finish);
  g_autofree char *looks = NULL;

  if (reason->kind == VANITY_REASON_FINISH)
    return g_strdup_printf (_ ("%s, as in this look"), own);
  looks = g_utf8_strdown (vanity_finish_get_label ((VanityFinish)reason->other), -1);
  /* Translators: two finishes: “Matte, where this look is satin” */
  return g_strdup_printf (_ ("%s, where this look is %s"), own, looks);
}

char *
vanity_reason_dup_text (const VanityReason *reason)
{
  switch (reason->kind)
    {
    case VANITY_REASON_SKIN:
      return g_strdup_printf (_ ("ΔE %.1f from your skin's shade"), reason->value);
    case VANITY_REASON_OWNED:
      if (!reason->name || !reason->name[0])
        return g_strdup_printf (_ ("ΔE %.1f from the colour you gave"), reason->value);
      return g_strdup_printf (_ ("ΔE %.1f from %s"), reason->value, reason->name);
    case VANITY_REASON_UNDERTONE:
      return dup_undertone (reason);
    case VANITY_REASON_UNDERTONE_ODD:
      return dup_odd_undertone (reason);
    case VANITY_REASON_LIGHTER:
      return g_strdup_printf (reason->other ? _ ("%.1f L* lighter than the one that fits")
                                            : _ ("%.1f L* lighter than your skin's shade"),
                              reason->value);
    case VANITY_REASON_DEEPER:
      return g_strdup_printf (reason->other ? _ ("%.1f L* deeper than the one that fits")
                                            : _ ("%.1f L* deeper than your skin's shade"),
                              reason->value);
    case VANITY_REASON_AS_DEEP:
      return g_strdup (reason->other ? _ ("As light as the one that fits")
                                     : _ ("As light as your skin's shade"));
    case VANITY_REASON_SKIN_STATE:
      return dup_skin_state (reason);
    case VANITY_REASON_COVERS:
      return dup_covers (reason);
    case VANITY_REASON_LAYER:
      return g_strdup_printf (_ ("The %s of this look: ΔE %.1f as worn"), reason->name,
                              reason->value);
    case VANITY_REASON_LAYER_APART:
      return g_strdup_printf (_ ("Not quite the %s of this look: ΔE %.1f as worn"), reason->name,
                              reason->value);
    case VANITY_REASON_SHADOW:
      return g_strdup_printf (_ ("The shadow of your skin: ΔE %.1f as worn"), reason->value);
    case VANITY_REASON_PALETTE:
      return g_strdup_printf (ngettext ("Its %d colour, worn together, is ΔE %.1f from this look",
                                        "Its %d colours, worn together, are ΔE %.1f from this look",
                                        (gulong)reason->other),
                              reason->other, reason->value);
    case VANITY_REASON_LAYER_LIGHTER:
      return g_strdup_printf (reason->other ? _ ("%.1f L* lighter than your brows")
                                            : _ ("%.1f L* lighter than in this look, as worn"),
                              reason->value);
    case VANITY_REASON_LAYER_DEEPER:
      return g_strdup_printf (reason->other ? _ ("%.1f L* deeper than your brows")
                                            : _ ("%.1f L* deeper than in this look, as worn"),
                              reason->value);
    case VANITY_REASON_LAYER_AS_DEEP:
      return g_strdup (reason->other ? _ ("As light as your brows")
                                     : _ ("As light as in this look, as worn"));
    case VANITY_REASON_FINISH:
    case VANITY_REASON_FINISH_ODD:
      return dup_finish (reason);
    case VANITY_REASON_SHEER:
      return g_strdup (_ ("Sheer: your own colour comes through"));
    case VANITY_REASON_HAIR:
      return g_strdup_printf (_ ("ΔE %.1f from the shade for your brows"), reason->value);
    case VANITY_REASON_HARMONY_SKIN:
    case VANITY_REASON_HARMONY_EYES:
    case VANITY_REASON_HARMONY_HAIR:
      return dup_harmony (reason);
    case VANITY_REASON_SHOWS:
      return g_strdup_printf (_ ("It shows on you: ΔE %.0f from bare"), reason->value);
    case VANITY_REASON_FAINT:
      return g_strdup_printf (_ ("It hardly shows on you: ΔE %.0f from bare"), reason->value);
    case VANITY_REASON_NO_LOOK:
      return g_strdup (reason->other == 0 ? _ ("No look is worn that would ask for a colour")
                       : reason->other == 1
                           ? _ ("Not drawn on the face: there is no colour to match")
                           : _ ("The look takes your own colour here, which is not known"));
    case VANITY_REASON_COLORLESS:
      return g_strdup (_ ("Its colour is not known"));
    case VANITY_REASON_LIKED:
      return g_strdup (_ ("You liked it"));
    case VANITY_REASON_BOUGHT:
      return g_strdup (_ ("You have it"));
    case VANITY_REASON_HABIT:
      return g_strdup_printf (_ ("Goes with what you did with %s"), reason->name);
    case VANITY_REASON_LEARNT_LIGHTER:
      return g_strdup_printf (_ ("Lighter than %s, which was too dark"), reason->name);
    case VANITY_REASON_LEARNT_DEEPER:
      return g_strdup_printf (_ ("Deeper than %s, which was too light"), reason->name);
    case VANITY_REASON_LEARNT_COOLER:
      return g_strdup_printf (_ ("Cooler than %s, which was too warm"), reason->name);
    case VANITY_REASON_LEARNT_WARMER:
      return g_strdup_printf (_ ("Warmer than %s, which was too cool"), reason->name);
    case VANITY_REASON_TREND:
      return g_strdup (reason->name);
    case VANITY_REASON_EXPLORED:
      return g_strdup (_ ("Something else, in case you like it"));
    case VANITY_REASON_ESTIMATED:
    case VANITY_N_REASONS:
    default:
      return g_strdup (_ ("Its colour is an approximation"));
    }
}
