#include "analysis-gate.h"

#include "analysis-draw.h"
#include "analysis/analysis.h"
#include "degrade.h"
#include "matrix.h"
#include "portrait.h"

#include <stdio.h>

#define BIT(kind) (1U << DEGRADE_##kind)
/* What nothing is to be told of. */
#define HARMLESS (BIT (NONE) | BIT (NOISE) | BIT (SOFT) | BIT (HALF))

/* A reason, the copies it is to be given for, and those that it must not be given for. Of the rest,
 * and of copies of photos that have the reason of themselves, nobody knows. */
static const struct
{
  VanityGateReason reason;
  unsigned yes, no;
} wanted[] = {
  { VANITY_GATE_BLURRED, BIT (BLUR), HARMLESS & ~BIT (SOFT) },
  { VANITY_GATE_SMALL, BIT (SMALL), HARMLESS & ~BIT (HALF) },
  { VANITY_GATE_DARK, BIT (DARK), HARMLESS },
  { VANITY_GATE_BRIGHT, BIT (BRIGHT), HARMLESS },
  { VANITY_GATE_COLOURED, BIT (RED) | BIT (GREEN) | BIT (BLUE) | BIT (PURPLE), HARMLESS },
  { VANITY_GATE_GREY, BIT (GREY), HARMLESS },
  { VANITY_GATE_FILTERED, BIT (FILTER) | BIT (LIGHT_FILTER), HARMLESS },
  { VANITY_GATE_DRAWING, BIT (CARTOON) | BIT (OIL) | BIT (POSTER), HARMLESS },
  { VANITY_GATE_MASK, BIT (MASK) | BIT (BLACK_MASK), HARMLESS },
  { VANITY_GATE_SUNGLASSES, BIT (SHADES), HARMLESS },
};

#define N_WANTED (int)G_N_ELEMENTS (wanted)

typedef struct
{
  VanityConfusion told[N_WANTED];
  int plain[VANITY_GATE_N_REASONS]; /* given to photos as they are */
} Counts;

static void
count (Counts *counts, Degrade kind, unsigned reasons)
{
  for (int i = 0; i < N_WANTED; i++)
    if ((wanted[i].yes | wanted[i].no) & (1U << kind))
      vanity_confusion_add (&counts->told[i], (wanted[i].yes >> kind) & 1,
                            (reasons & wanted[i].reason) != 0);
  for (int i = 0; kind == DEGRADE_NONE && i < VANITY_GATE_N_REASONS; i++)
    counts->plain[i] += (reasons >> i) & 1;
}

static gboolean
measure (const VanityDatasetFace *entry, const char *folder, VanityFaceFinder *finder,
         Counts *counts, GError **error)
{
  g_autoptr (GFile) file = portrait_get_file (folder, entry->name);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, error);
  g_autoptr (VanityFace) found = photo ? portrait_find_face (photo, finder, error) : NULL;

  if (found == NULL)
    return FALSE;
  for (int kind = 0; kind < DEGRADE_N_KINDS; kind++)
    {
      g_autoptr (VanityFace) face = vanity_face_copy (found);
      g_autoptr (VanityImage) image
          = degrade_photo (vanity_photo_get_image (photo), face, (Degrade)kind);
      g_autoptr (VanityAnalysis) analysis = vanity_analysis_new (image, face, NULL, NULL, error);

      if (analysis == NULL)
        return FALSE;
      count (counts, (Degrade)kind, analysis->gate.reasons);
    }
  return TRUE;
}

static void
print (const Counts *counts, int n)
{
  static const char *const names[] = { "no", "yes" };

  printf ("What photos cannot carry, told of %d photos and copies of them made worse\n", n);
  for (int i = 0; i < N_WANTED; i++)
    matrix_print (vanity_gate_reason_get_id (wanted[i].reason), &counts->told[i], names);
  printf ("  of the %d photos as they are:", n);
  for (int i = 0; i < VANITY_GATE_N_REASONS; i++)
    printf (" %s %d", vanity_gate_reason_get_id ((VanityGateReason)(1U << i)), counts->plain[i]);
  printf ("\n");
}

gboolean
gate_print (const VanityDataset *set, const char *folder, VanityFaceFinder *finder, guint64 seed,
            int count, GError **error)
{
  g_autoptr (GArray) drawn = draw_tones (set, seed, count);
  gboolean done = TRUE;
  Counts counts = { 0 };

  for (int i = 0; i < N_WANTED; i++)
    vanity_confusion_init (&counts.told[i], 2);
  for (guint i = 0; done && i < drawn->len; i++)
    done = measure (vanity_dataset_get_face (set, g_array_index (drawn, int, i)), folder, finder,
                    &counts, error);
  if (done)
    print (&counts, (int)drawn->len);
  for (int i = 0; i < N_WANTED; i++)
    vanity_confusion_clear (&counts.told[i]);
  return done;
}
