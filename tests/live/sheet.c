/* Sheets of a drawn portrait, worn by it and by others like it, beside the renderer. */
#include "live/sheet.h"

#include "portrait.h"

#include <math.h>
#include <string.h>

static const char *const layers
    = "\"kind\": \"lipstick\", \"color\": \"#901525\" }, { \"kind\": \"blush\" }, "
      "{ \"kind\": \"foundation\", \"opacity\": 0.6 }, { \"kind\": \"eyeliner\" }, "
      "{ \"kind\": \"lashes\" }, { \"kind\": \"eyeshadow\"";

/* A portrait, its face, a look, and, once asked for, what the renderer and what a sheet of another
 * or the same portrait make of it. */
typedef struct
{
  VanityImage *bare, *still, *live;
  VanityFace face;
  VanityLook *look;
  VanitySheet *sheet;
} Fixture;

static gboolean
fixture_init (Fixture *fixture, const Portrait *portrait)
{
  *fixture = (Fixture){ .look = portrait_look (layers) };
  fixture->bare = portrait_new (portrait, &fixture->face);
  if (fixture->bare != NULL)
    fixture->live = vanity_image_copy (fixture->bare, NULL);
  return fixture->bare != NULL;
}

static void
fixture_clear (Fixture *fixture)
{
  g_clear_pointer (&fixture->bare, vanity_image_unref);
  g_clear_pointer (&fixture->still, vanity_image_unref);
  g_clear_pointer (&fixture->live, vanity_image_unref);
  g_clear_pointer (&fixture->look, vanity_look_unref);
  g_clear_pointer (&fixture->sheet, vanity_sheet_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static VanitySheet *
new_sheet (const VanityImage *frame, const VanityFace *face, const VanityLook *look)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityFitting) fitting = vanity_fitting_new (frame, face, NULL, &error);

  g_assert_no_error (error);
  VanitySheet *sheet = vanity_fitting_wear (fitting, look, NULL, &error);
  g_assert_no_error (error);
  return sheet;
}

/* Wears the sheet on a frame. */
static void
wear (const VanitySheet *sheet, const VanityFace *face, double weight, VanityImage *frame)
{
  VanityWornSheet worn = { sheet, weight };
  VanityNetMap map = { 0 };
  VanityLitSkin skin;
  VanityNet net;

  vanity_lit_skin_measure (&skin, frame, face->points);
  vanity_net_place (&net, face->points);
  if (vanity_net_draw (&net, frame->width, frame->height, &map))
    vanity_sheets_lay (&worn, 1, &map, &net, &skin, frame);
  vanity_net_map_clear (&map);
}

static void
assert_same (const VanityImage *one, const VanityImage *other)
{
  for (int y = 0; y < one->height; y++)
    g_assert_cmpmem (vanity_image_row (one, y), 4 * (gsize)one->width, vanity_image_row (other, y),
                     4 * (gsize)one->width);
}

typedef struct
{
  double mean; /* CIEDE2000 inside the makeup */
  int most;    /* levels, anywhere */
  int strayed; /* pixels changed that the renderer leaves alone, farther than so many from the next
                  one that it changes */
} Off;

static gboolean
is_near_change (const VanityImage *bare, const VanityImage *still, int x, int y, int reach)
{
  for (int j = MAX (y - reach, 0); j <= MIN (y + reach, bare->height - 1); j++)
    for (int i = MAX (x - reach, 0); i <= MIN (x + reach, bare->width - 1); i++)
      if (!portrait_same (bare, still, i, j))
        return TRUE;
  return FALSE;
}

static Off
compare (const VanityImage *bare, const VanityImage *still, const VanityImage *live, int reach)
{
  Off off = { 0 };
  int n = 0;

  for (int y = 0; y < bare->height; y++)
    for (int x = 0; x < bare->width; x++)
      {
        const guint8 *a = vanity_image_row (still, y) + 4 * x;
        const guint8 *b = vanity_image_row (live, y) + 4 * x;

        for (int c = 0; c < 3; c++)
          off.most = MAX (off.most, abs (a[c] - b[c]));
        if (!portrait_same (bare, live, x, y) && !is_near_change (bare, still, x, y, reach))
          off.strayed++;
        if (vanity_lab_delta_e2000 (portrait_lab (bare, x, y), portrait_lab (still, x, y)) < 2)
          continue;
        off.mean += vanity_lab_delta_e2000 (portrait_lab (live, x, y), portrait_lab (still, x, y));
        n++;
      }
  g_assert_cmpint (n, >, 1000);
  off.mean /= n;
  return off;
}

/* Lays the sheet (NULL: of the portrait itself) at `weight`, and the look at that strength. */
static Off
wear_both (Fixture *fixture, const VanitySheet *sheet, double weight, int reach)
{
  if (sheet == NULL)
    sheet = fixture->sheet = new_sheet (fixture->bare, &fixture->face, fixture->look);
  fixture->still = portrait_wear (fixture->bare, &fixture->face, fixture->look, weight);
  wear (sheet, &fixture->face, weight, fixture->live);
  Off off = compare (fixture->bare, fixture->still, fixture->live, reach);
  g_test_message ("off by %.2f on the mean, %d pixels strayed", off.mean, off.strayed);
  return off;
}

/* On its own frame a sheet gives what the renderer gives, to a rounding, and nothing beside it. */
static void
test_same_frame (void)
{
  const Portrait portrait = PORTRAIT_INIT;
  g_auto (Fixture) fixture = { 0 };

  if (!fixture_init (&fixture, &portrait))
    return;
  Off off = wear_both (&fixture, NULL, 1, 1);
  g_assert_cmpint (off.most, <=, 1);
  g_assert_cmpint (off.strayed, ==, 0);
}

/* One look after another on the same face: each as if it were the first. */
static void
test_again (void)
{
  const Portrait portrait = PORTRAIT_INIT;
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (VanityLook) second = portrait_look ("\"kind\": \"blush\"");

  if (!fixture_init (&fixture, &portrait))
    return;
  g_autoptr (VanityFitting) fitting = vanity_fitting_new (fixture.bare, &fixture.face, NULL, NULL);
  g_autoptr (VanitySheet) one = vanity_fitting_wear (fitting, fixture.look, NULL, NULL);
  g_autoptr (VanitySheet) two = vanity_fitting_wear (fitting, second, NULL, NULL);
  g_autoptr (VanitySheet) alone = new_sheet (fixture.bare, &fixture.face, second);
  g_assert_cmpint (one->rect.height, >, two->rect.height);
  g_assert_cmpmem (&two->rect, sizeof two->rect, &alone->rect, sizeof alone->rect);
  for (int i = 0; i < two->rect.width * two->rect.height * VANITY_SHEET_NUMBERS; i++)
    g_assert_cmpfloat (two->numbers[i], ==, alone->numbers[i]);
}

/* At half its weight it is half on: between bare and worn, pixel by pixel; at none it is not. */
static void
test_weight (void)
{
  const Portrait portrait = PORTRAIT_INIT;
  g_auto (Fixture) fixture = { 0 };

  if (!fixture_init (&fixture, &portrait))
    return;
  Off off = wear_both (&fixture, NULL, 0.5, 1);
  g_assert_cmpint (off.most, <=, 1);
  g_autoptr (VanityImage) none = vanity_image_copy (fixture.bare, NULL);
  wear (fixture.sheet, &fixture.face, 0, none);
  assert_same (fixture.bare, none);
}

/* On another frame it is where the renderer would put it: moved, larger, and darker. */
static void
test_other_frame (void)
{
  const Portrait portrait = PORTRAIT_INIT;
  Portrait other = PORTRAIT_INIT;
  g_auto (Fixture) first = { 0 };
  g_auto (Fixture) second = { 0 };

  other.x += 21.4;
  other.y -= 12.7;
  other.face *= 1.07;
  other.skin = 0x936e5a; /* the same, under half the light */
  if (!fixture_init (&first, &portrait) || !fixture_init (&second, &other))
    return;
  first.sheet = new_sheet (first.bare, &first.face, first.look);
  Off off = wear_both (&second, first.sheet, 1, 6);
  g_assert_cmpfloat (off.mean, <, 2.5);
  g_assert_cmpint (off.strayed, <, 20);
}

/* A large face gets a sheet of a smaller one, which is worn at its size. */
static void
test_large (void)
{
  Portrait portrait = PORTRAIT_INIT;
  g_auto (Fixture) fixture = { 0 };

  portrait.width = 1080;
  portrait.height = 1200;
  portrait.face = 760;
  portrait.x = 540;
  portrait.y = 590;
  if (!fixture_init (&fixture, &portrait))
    return;
  Off off = wear_both (&fixture, NULL, 1, 4);
  g_assert_cmpint (fixture.sheet->rect.width, <, 600);
  g_assert_cmpfloat (off.mean, <, 1.5);
}

/* What has come before the lips is not painted as lips. */
static void
test_other_things (void)
{
  const Portrait portrait = PORTRAIT_INIT;
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (VanityLook) look = portrait_look ("\"kind\": \"lipstick\", \"color\": \"#901525\"");

  if (!fixture_init (&fixture, &portrait))
    return;
  g_autoptr (VanitySheet) sheet = new_sheet (fixture.bare, &fixture.face, look);
  for (int y = 0; y < fixture.bare->height; y++)
    for (int x = (int)fixture.face.points[0].x; x < (int)fixture.face.points[0].x + 8; x++)
      memset (vanity_image_row (fixture.bare, y) + 4 * x, 8, 3);
  g_autoptr (VanityImage) live = vanity_image_copy (fixture.bare, NULL);
  wear (sheet, &fixture.face, 1, live);
  int changed = 0;
  for (int y = 0; y < fixture.bare->height; y++)
    {
      for (int x = (int)fixture.face.points[0].x; x < (int)fixture.face.points[0].x + 8; x++)
        g_assert_true (portrait_same (fixture.bare, live, x, y));
      for (int x = 0; x < fixture.bare->width; x++)
        changed += !portrait_same (fixture.bare, live, x, y);
    }
  g_assert_cmpint (changed, >, 500);
}

/* Faces out of the frame, of no size, and looks of nothing. */
static void
test_nothing (void)
{
  const Portrait portrait = PORTRAIT_INIT;
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (VanityLook) nothing = vanity_look_new ("nothing", "Nothing");

  if (!fixture_init (&fixture, &portrait))
    return;
  g_autoptr (VanitySheet) sheet = new_sheet (fixture.bare, &fixture.face, fixture.look);
  g_autoptr (VanitySheet) empty = new_sheet (fixture.bare, &fixture.face, nothing);
  g_assert_null (empty->numbers);
  VanityFace away = fixture.face;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    away.points[i].x += 5000;
  g_autoptr (VanitySheet) far = new_sheet (fixture.bare, &away, fixture.look);
  VanityFace point = fixture.face;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    point.points[i] = (VanityPoint){ 100, 100, 0 };
  g_autoptr (VanitySheet) small = new_sheet (fixture.bare, &point, fixture.look);

  g_autoptr (VanityImage) live = vanity_image_copy (fixture.bare, NULL);
  wear (empty, &fixture.face, 1, live);
  wear (sheet, &away, 1, live);
  wear (far, &fixture.face, 1, live);
  wear (small, &fixture.face, 1, live);
  assert_same (fixture.bare, live);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancelled);
  g_assert_null (vanity_fitting_new (fixture.bare, &fixture.face, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_autoptr (VanityFitting) fitting = vanity_fitting_new (fixture.bare, &fixture.face, NULL, NULL);
  g_assert_null (vanity_fitting_wear (fitting, fixture.look, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_distance (void)
{
  const Portrait portrait = PORTRAIT_INIT;
  g_auto (Fixture) fixture = { 0 };
  VanityFace now;
  Portrait other;
  VanityLitSkin skin;

  if (!fixture_init (&fixture, &portrait))
    return;
  g_autoptr (VanitySheet) sheet = new_sheet (fixture.bare, &fixture.face, fixture.look);
  g_assert_cmpfloat (vanity_sheet_get_distance (sheet, &fixture.face, &sheet->skin), <, 1e-3);

  /* Going aside is no reason; larger, open-mouthed, or under another light is. */
  const struct
  {
    double x, face, gap;
    guint32 skin;
    gboolean far;
  } cases[] = {
    { 20, 1, 0, 0xc8967a, FALSE },
    { 0, 1.4, 0, 0xc8967a, TRUE },
    { 0, 1, 28, 0xc8967a, TRUE },
    { 0, 1, 0, 0x805040, TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      other = portrait;
      other.x += cases[i].x;
      other.face *= cases[i].face;
      other.gap += cases[i].gap;
      other.skin = cases[i].skin;
      g_autoptr (VanityImage) next = portrait_new (&other, &now);
      vanity_lit_skin_measure (&skin, next, now.points);
      double far = vanity_sheet_get_distance (sheet, &now, &skin);
      g_test_message ("case %d: %.2f", (int)i, far);
      g_assert_true ((far >= 1) == cases[i].far);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/sheet/same-frame", test_same_frame);
  g_test_add_func ("/live/sheet/again", test_again);
  g_test_add_func ("/live/sheet/weight", test_weight);
  g_test_add_func ("/live/sheet/other-frame", test_other_frame);
  g_test_add_func ("/live/sheet/large", test_large);
  g_test_add_func ("/live/sheet/other-things", test_other_things);
  g_test_add_func ("/live/sheet/nothing", test_nothing);
  g_test_add_func ("/live/sheet/distance", test_distance);
  return g_test_run ();
}
