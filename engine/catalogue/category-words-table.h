/* What words mean for the category. Internal to category-words.c.
 *
 * Ranks, of which the highest holds: 9 names that hold another kind's in them, 8 tools and care,
 * 7 particular kinds, 6 and 5 kinds that others can be made of, 4 to 2 loose words; 0 and
 * VANITY_N_CATEGORIES what says nothing, so that its words are used up. */
#pragma once

#include "catalogue/category.h"
#include "catalogue/lexicon.h"

static const VanityLexiconEntry vanity_category_words[] = {
  { VANITY_CATEGORY_FOUNDATION, 9,
    "foundations concealers|foundation and concealer|fonds de teint et correcteurs|"
    "fonds de teint et anti cernes|foundations abdeckstifte|grundierungen abdeckstifte|"
    "bases y correctores|bases de maquillaje y correctores|fondotinta e correttori|粉底和遮瑕" },
  { VANITY_CATEGORY_FOUNDATION, 7,
    "tinted moisturizer|tinted moisturiser|tinted cream|crème teintée|"
    "crème hydratante teintée|getönte tagescreme|getönte creme|crema colorata|"
    "crema con color|crema hidratante con color|tinted serum|serum foundation|bb cream|"
    "bb creme|cc cream|cc creme|dd cream|bb cc|compact makeup|liquid makeup|powder makeup|"
    "cream makeup|cream to powder|makeup spf|makeup broad spectrum|powder foundation|"
    "foundation powder|mineral foundation|foundation stick|stick foundation|"
    "cushion foundation|foundation cushion|skin tint|face tint|skin foundation|"
    "fond de teint|fonds de teint|fond de teint poudre|base de maquillaje|"
    "bases de maquillaje|base maquillaje|base de maquilhagem|fondotinta|flüssiggrundierung|"
    "air cushion|cream foundation|liquid foundation|polvo base|poudre fond de teint|粉底|气垫|"
    "氣墊|粉霜|隔离bb|bb霜|cc霜|ファンデーション|파운데이션" },
  { VANITY_CATEGORY_FOUNDATION, 5, "foundation|grundierung|cushion|bb|cc" },
  { VANITY_CATEGORY_FOUNDATION, 2, "teint|flüssig make up" },
  { VANITY_CATEGORY_CONCEALER, 7,
    "concealer|color corrector|colour corrector|color correcting|corrector|"
    "under eye corrector|camouflage|eye brightener|anti cernes|anticernes|correcteur|"
    "correcteurs de teint|cache cernes|abdeckstift|abdeckcreme|corrector de ojeras|"
    "antiojeras|correttore|correttori|copri occhiaie|copriocchiaie|遮瑕|コンシーラー|컨실러" },
  { VANITY_CATEGORY_POWDER, 4,
    "powder|face powder|setting powder|loose powder|pressed powder|finishing powder|"
    "translucent powder|baking powder|compact powder|powder compact|poudre|poudre libre|"
    "poudre compacte|poudre visage|poudre matifiante|puder|kompaktpuder|gesichtspuder|"
    "fixierpuder|polvo|polvo compacto|polvos|polvos compactos|polvos sueltos|"
    "polvos faciales|cipria|ciprie|polvere|散粉|蜜粉|粉饼|粉餅|定妆粉|定妝粉|フェイスパウダー" },
  { VANITY_CATEGORY_POWDER, 2, "pact|compact" },
  { VANITY_CATEGORY_PRIMER, 9,
    "eye primer|eyeshadow primer|eye shadow primer|lip primer|mascara primer|lash primer|"
    "lid primer|eyelid primer|eye base|eyeshadow base|lidschattenbase|lidschatten base|"
    "base paupières|base fard à paupières|prebase de ojos|base ombretto|base de sombras|"
    "眼部打底|眼影打底" },
  { VANITY_CATEGORY_PRIMER, 7,
    "primer|face primer|foundation primer|makeup primer|make up primer|makeup base|"
    "make up base|base de teint|setting spray|fixing spray|finishing spray|"
    "makeup finishing|fixing mist|setting mist|makeup fixer|fixateur de maquillage|"
    "spray fixateur|fixateur maquillage|fixierspray|make up fixierer|spray fijador|"
    "fijador de maquillaje|prebase|prebase de maquillaje|fissatore trucco|spray fissante|"
    "base viso|base trucco|妆前|妝前|隔离|隔離|定妆喷雾|定妝噴霧|打底" },
  { VANITY_CATEGORY_CONTOUR, 7,
    "contour|contouring|contour stick|contour powder|contour kit|contour palette|sculpt|"
    "sculpting|sculpting powder|sculpting stick|konturpuder|konturstift|contorno facial|"
    "poudre contour|polvos contorno|terra contouring|修容|修颜|阴影粉|陰影粉" },
  { VANITY_CATEGORY_BRONZER, 7,
    "bronzer|bronzing|bronzing powder|powder bronzer|bronzing gel|cream bronzer|sun powder|"
    "poudre de soleil|poudre bronzante|poudres bronzantes|terracotta|terre de soleil|"
    "bräunungspuder|bronceador|bronceadores|polvos bronceadores|polvos de sol|"
    "terra abbronzante|terre abbronzanti|bronze goddess|古铜粉|古銅粉|日晒粉" },
  { VANITY_CATEGORY_BLUSH, 9,
    "blushes bronzers|blush bronzer|blush and bronzer|fards à joues et poudres bronzantes|"
    "blush et poudres bronzantes|rouge bronzer|coloretes y bronceadores|"
    "blush e terre abbronzanti|fard e terre abbronzanti" },
  { VANITY_CATEGORY_BLUSH, 6,
    "blush|blusher|powder blush|blush powder|cream blush|liquid blush|blush stick|"
    "cheek color|cheek colour|cheek tint|cheek stain|cheek powder|cheek|joues|fard à joues|"
    "fards à joues|wangenrouge|puderrouge|cremerouge|rubor|colorete|coloretes|fard guance|"
    "fard viso|fard|腮红|腮紅|胭脂|チーク|블러셔" },
  { VANITY_CATEGORY_HIGHLIGHTER, 7,
    "highlighter|highlighting|highlighting powder|highlight|illuminator|illuminateur|"
    "illuminating powder|illuminating drops|luminizer|luminizing powder|strobe cream|"
    "strobing|strobe|glow drops|enlumineur|poudre highlighter|poudre illuminatrice|"
    "schimmerpuder|iluminador|iluminadores|illuminante|illuminanti|高光|提亮|打亮|ハイライト|"
    "하이라이터" },
  { VANITY_CATEGORY_BROWS, 9,
    "brow mascara|eyebrow mascara|mascara sourcils|mascara à sourcils|augenbrauenmascara|"
    "mascara para cejas|mascara sopracciglia|染眉膏|眉膏" },
  { VANITY_CATEGORY_BROWS, 7,
    "brow|eyebrow|eyebrow enhancer|brow pencil|brow powder|eyebrow powder|eyebrow pencil|"
    "brow gel|brow pomade|brow palette|sourcil|crayon sourcils|crayon à sourcils|"
    "gel sourcils|poudre sourcils|poudre à sourcils|augenbrauen|augenbraue|"
    "augenbrauenstift|augenbrauenpuder|augenbrauengel|ceja|lápiz de cejas|lápiz para cejas|"
    "sopracciglia|matita sopracciglia|matita per sopracciglia|眉|アイブロウ|아이브로우" },
  { VANITY_CATEGORY_EYESHADOW, 6,
    "eyeshadow|eye shadow|eye shadow palette|eyeshadow palette|shadow palette|eye palette|"
    "eye shadow quad|shadow stick|shadow single|eye color|eye colour|eye pigment|lid color|"
    "lid colour|eye tint|eye glitter|fard à paupières|fards à paupières|ombre à paupières|"
    "ombres à paupières|palette yeux|palette pour les yeux|palette de fards|lidschatten|"
    "lidschattenpalette|lidschattenstift|sombra de ojos|sombras de ojos|sombra|"
    "paleta de sombras|paleta de ojos|ombretto|ombretti|palette occhi|palette ombretti|眼影|"
    "アイシャドウ|아이섀도우" },
  { VANITY_CATEGORY_EYESHADOW, 3, "shadow|quad|paupières|ombre" },
  { VANITY_CATEGORY_EYELINER, 6,
    "eyeliner|eye liner|liner|liquid liner|gel liner|liquid eyeliner|eye pencil|eye crayon|"
    "eye kohl|kohl|kajal|khol|kohl pencil|kohl eyeliner|crayon yeux|crayon khôl|"
    "crayon pour les yeux|crayon contour des yeux|eye liner feutre|lidstrich|kajalstift|"
    "augenkonturenstift|delineador|delineador de ojos|delineadores|perfilador de ojos|"
    "lápiz de ojos|lápiz para ojos|matita occhi|matita per "
    "occhi|眼线|眼線|アイライナー|아이라이너" },
  { VANITY_CATEGORY_MASCARA, 7,
    "mascara|wimperntusche|máscara de pestañas|rímel|mascara cils|mascara ciglia|睫毛膏|マスカラ|"
    "마스카라" },
  { VANITY_CATEGORY_LASHES, 7,
    "false eyelash|false lash|fake eyelash|faux cils|lash extension|eyelash extension|"
    "strip lash|eyelash|individual lash|magnetic lash|künstliche wimpern|falsche wimpern|"
    "pestañas postizas|ciglia finte|假睫毛|つけまつげ" },
  { VANITY_CATEGORY_LIPSTICK, 9,
    "liquid lipstick|tinted lip balm|tinted balm|baume à lèvres teinté|lip palette|"
    "lip powder|lacquer balm|lacquer stick|唇釉|唇泥|唇霜|변색립밤" },
  { VANITY_CATEGORY_LIPSTICK, 6,
    "lipstick|lip color|lip colour|lip crayon|lip cream|lip paint|lip lacquer|lip lingerie|"
    "lippie|lip rouge|lip matte|lip velvet|lip ink|lip suede|lip mousse|lip whip|lip kit|"
    "rouge à lèvres|rouges à lèvres|crayon rouge à lèvres|lippenstift|lippenfarbe|"
    "lippencreme|pintalabios|barra de labios|barra labial|labial|labiales|labial líquido|"
    "rossetto|rossetti|口红|口紅|唇膏|リップスティック|립스틱" },
  { VANITY_CATEGORY_LIPSTICK, 3, "rouge" },
  { VANITY_CATEGORY_LIP_GLOSS, 7,
    "lip gloss|lipgloss|lip oil|lip glaze|lip plumper|lip shine|gloss|gloss à lèvres|"
    "gloss repulpant|vernis à lèvres|huile à lèvres|brillant à lèvres|brillants à lèvres|"
    "lippenöl|lippenlack|brillo de labios|brillo labial|brillos de labios|aceite labial|"
    "lucidalabbra|lucida labbra|olio labbra|唇彩|唇蜜|唇油|リップグロス|립글로스" },
  { VANITY_CATEGORY_LIP_LINER, 8,
    "lip liner|lipliner|lip pencil|lip contour|lip definer|lip shaper|crayon à lèvres|"
    "crayons à lèvres|crayon lèvres|crayon contour des lèvres|contour des lèvres|"
    "contour lèvres|lippenkonturenstift|lippenkonturstift|lippenkontur|"
    "perfilador de labios|perfilador labial|delineador de labios|delineador labial|"
    "lápiz de labios|lápiz labial|matita labbra|matita per labbra|contorno labbra|唇线|唇線|"
    "リップライナー|립라이너" },
  { VANITY_CATEGORY_LIP_STAIN, 9,
    "lip cheek|lips cheeks|cheek lip|cheeks lips|cheek and lip|cheeks and lips|"
    "lip balm stain|lip and cheek|lips and cheeks|encres à lèvres et joues|唇颊" },
  { VANITY_CATEGORY_LIP_STAIN, 7,
    "lip stain|lip tint|lip dye|lip water|water tint|lip tattoo|encre à lèvres|"
    "encre lèvres|tinta labial|tinte labial|tinta labbra|tinta per labbra|lippentinte|染唇|"
    "唇渍|唇露|リップティント|틴트" },
  { VANITY_CATEGORY_LIP_STAIN, 4, "stain|tint" },
  { VANITY_CATEGORY_NAILS, 7,
    "nail polish|nail lacquer|nail varnish|nail enamel|nail color|nail colour|gel polish|"
    "nail gloss|press on nail|false nail|nail|nail care|vernis à ongles|vernis à ongle|"
    "ongle|nagellack|nägel|esmalte de uñas|esmalte|uñas|smalto|smalto per unghie|smalti|"
    "unghie|指甲油|美甲|甲油|マニキュア|네일" },
  { VANITY_CATEGORY_NAILS, 3, "vernis|lacquer|top coat|topcoat|base coat" },
  { VANITY_CATEGORY_SKIN_CARE, 8,
    "makeup remover|make up remover|lip balm|lip mask|lip scrub|lip treatment|lip care|"
    "lip conditioner|lip exfoliator|lash serum|eyelash serum|brow serum|lash brow growth|"
    "eye cream|face cream|day cream|night cream|hand cream|body cream|body lotion|"
    "face mask|sheet mask|facial mask|sleeping mask|face wash|cleansing oil|cleansing balm|"
    "cleansing water|micellar water|sunscreen|sun cream|sun lotion|sun care|skin care|"
    "skincare|face oil|facial oil|démaquillant|demaquillante|eau micellaire|baume à lèvres|"
    "crème de jour|crème de nuit|crème visage|soin visage|soin du visage|soins du visage|"
    "crème solaire|protection solaire|make up entferner|abschminke|lippenbalsam|"
    "lippenpflege|lippenpflegestift|tagescreme|nachtcreme|gesichtscreme|gesichtspflege|"
    "hautpflege|sonnencreme|sonnenschutz|bálsamo labial|desmaquillante|crema facial|"
    "crema hidratante|protector solar|cuidado de la piel|cuidado facial|struccante|"
    "burrocacao|balsamo labbra|crema viso|crema solare|cura della "
    "pelle|润唇膏|潤唇膏|唇膜|卸妆|卸妝|"
    "面膜|精华|精華|乳液|防晒|防曬|洁面|潔面|爽肤水|化妆水|护肤|護膚|眼霜|面霜" },
  { VANITY_CATEGORY_SKIN_CARE, 4,
    "serum|moisturizer|moisturiser|cleanser|toner|exfoliant|exfoliator|ampoule|hydratant|"
    "nettoyant|tonique|feuchtigkeitscreme|gesichtswasser|limpiador|tónico|siero|detergente|"
    "lotion" },
  { VANITY_CATEGORY_OTHER, 8,
    "makeup brush|make up brush|makeup sponge|cosmetic bag|makeup bag|makeup tool|"
    "makeup mirror|face mirror|pencil sharpener|eyelash curler|lash curler|"
    "eyelash adhesive|lash adhesive|lash glue|eyelash glue|nail polish remover|nail file|"
    "nail clipper|nail art kit|nail polish thinner|nail dryer|manicure tool|blotting paper|"
    "pinceau|pinceaux|pinsel|brocha|pennello|pennelli|éponge|schwamm|anspitzer|"
    "taille crayon|sacapuntas|recourbe cils|wimpernzange|rizador de pestañas|piegaciglia|"
    "dissolvant|nagellackentferner|quitaesmalte|solvente per "
    "unghie|化妆刷|化妝刷|粉扑|粉撲|美妆蛋|卸甲|"
    "睫毛夹|睫毛夾|假睫毛胶|卷笔刀|brush cleaner|brush set|temporary tattoo|body glitter|hair "
    "glitter|"
    "body paint|costume makeup|stage makeup" },
  { VANITY_CATEGORY_OTHER, 6,
    "brush|sponge|applicator|sharpener|curler|tweezer|mirror|stencil|organizer|puff|"
    "cosmetic case|empty palette|palette vide" },
  { VANITY_CATEGORY_OTHER, 5,
    "shampoo|conditioner|perfume|eau de toilette|eau de parfum|deodorant|toothpaste|soap|"
    "shower gel|hair color|hair dye|hair spray|hairspray|shampooing|après shampooing|"
    "dentifrice|savon|gel douche|duschgel|seife|zahnpasta|haarfarbe|champú|jabón|"
    "desodorante|sapone|bagnoschiuma|dentifricio|香水|洗发|洗髮|沐浴|牙膏|肥皂|香皂|gift card" },
  { VANITY_N_CATEGORIES, 0, "and brush|brush on|mirror metallics|und pinsel|et pinceau" },
};
