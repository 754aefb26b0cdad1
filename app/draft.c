#include "app/draft.h"

#include "app/document-private.h"
#include "app/same-face.h"

#include <string.h>

VanityDraft *
vanity_draft_new (VanityDocument *document)
{
  VanityDraft *draft = g_new0 (VanityDraft, 1);

  draft->photo = vanity_photo_ref (vanity_document_get_photo (document));
  draft->faces = g_ptr_array_ref (vanity_document_get_faces (document));
  draft->outfit = vanity_outfit_ref (vanity_document_get_outfit (document));
  draft->crafted = vanity_document_is_crafted (document);
  draft->document = document->file != NULL ? g_file_get_uri (document->file) : NULL;
  draft->etag = g_strdup (document->etag);

  return draft;
}

void
vanity_draft_free (VanityDraft *draft)
{
  vanity_photo_unref (draft->photo);
  g_ptr_array_unref (draft->faces);
  vanity_outfit_unref (draft->outfit);
  g_free (draft->document);
  g_free (draft->etag);
  g_free (draft);
}

/* The photos that somebody wears something of, each once. */
static GPtrArray *
list_sources (const VanityOutfit *outfit)
{
  GPtrArray *sources = g_ptr_array_new ();

  for (int i = 0; i < outfit->n_faces; i++)
    for (int j = 0; outfit->wears[i].mix != NULL && j < VANITY_N_CHANGES; j++)
      if (!g_ptr_array_find (sources, outfit->wears[i].mix->from[j], NULL))
        g_ptr_array_add (sources, outfit->wears[i].mix->from[j]);

  return sources;
}

static void
fill_face (VanityFileFace *target, const VanityWear *wear, GPtrArray *sources)
{
  target->look = wear->look != NULL ? vanity_look_ref (wear->look) : NULL;
  target->off = wear->off;
  target->strength = wear->strength;
  memcpy (target->parts, wear->parts, sizeof target->parts);
  if (wear->mix == NULL)
    return;

  target->copied = TRUE;
  target->foundation = wear->mix->foundation;
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      guint index = 0;

      g_ptr_array_find (sources, wear->mix->from[i], &index);
      target->from[i] = (int)index;
    }
}

VanityFile *
vanity_draft_to_file (const VanityDraft *draft, VanityDraftPhotoFunc func, gpointer data,
                      GError **error)
{
  g_autoptr (VanityFile) file = vanity_file_new ();
  g_autoptr (GPtrArray) sources = list_sources (draft->outfit);

  if (!func (&file->photo, draft->photo, data, error))
    return NULL;
  for (guint i = 0; i < sources->len; i++)
    {
      const VanitySource *source = g_ptr_array_index (sources, i);
      const VanityFace *face = g_ptr_array_index (source->faces, source->face);
      VanityFileReference *reference = vanity_file_add_reference (file);

      if (!func (&reference->photo, source->photo, data, error))
        return NULL;
      reference->face = source->face;
      memcpy (reference->box, face->box, sizeof reference->box);
    }
  for (int i = 0; i < draft->outfit->n_faces; i++)
    {
      VanityFileFace *face = vanity_file_add_face (file);

      memcpy (face->box, ((VanityFace *)g_ptr_array_index (draft->faces, i))->box,
              sizeof face->box);
      face->options = draft->outfit->options[i];
      fill_face (face, &draft->outfit->wears[i], sources);
    }
  file->selected = draft->outfit->selected;
  file->crafted = draft->crafted;

  return g_steal_pointer (&file);
}

/* NULL where a part is of a photo that is not there. */
static VanityMix *
make_mix (const VanityFileFace *face, GPtrArray *sources)
{
  g_autoptr (VanityMix) mix = NULL;

  for (int i = 0; i < VANITY_N_CHANGES; i++)
    if ((guint)face->from[i] >= sources->len || g_ptr_array_index (sources, face->from[i]) == NULL)
      return NULL;

  mix = vanity_mix_new (g_ptr_array_index (sources, face->from[0]));
  for (int i = 1; i < VANITY_N_CHANGES; i++)
    {
      VanityMix *next = vanity_mix_with_part (mix, i, g_ptr_array_index (sources, face->from[i]));

      vanity_mix_unref (mix);
      mix = next;
    }

  return vanity_mix_with_foundation (mix, face->foundation);
}

static gboolean
fill_wear (VanityWear *wear, const VanityFileFace *face, GPtrArray *sources)
{
  VanityMix *mix = face->copied ? make_mix (face, sources) : NULL;

  if (face->copied && mix == NULL)
    return FALSE;

  wear->look = face->look != NULL ? vanity_look_ref (face->look) : NULL;
  wear->mix = mix;
  wear->off = face->off;
  wear->strength = face->strength;
  memcpy (wear->parts, face->parts, sizeof wear->parts);

  return TRUE;
}

VanityOutfit *
vanity_draft_to_outfit (const VanityFile *file, GPtrArray *faces, GPtrArray *sources, int *n_lost)
{
  VanityOutfit *outfit = vanity_outfit_new ((int)faces->len);

  *n_lost = 0;
  for (guint i = 0; i < file->faces->len; i++)
    {
      const VanityFileFace *face = g_ptr_array_index (file->faces, i);
      int index = vanity_faces_find_same (faces, face->box);

      if (index < 0 || !vanity_wear_is_bare (&outfit->wears[index])
          || !fill_wear (&outfit->wears[index], face, sources))
        {
          *n_lost += face->look != NULL || face->copied || face->off;
          continue;
        }
      outfit->options[index] = face->options;
      if ((int)i == file->selected)
        outfit->selected = index;
    }

  return outfit;
}
