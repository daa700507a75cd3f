import type { Random } from '../random.ts';
import { wordList } from './word-list.ts';

/** Whose names, streets and numbers are used; Austria and Switzerland share the German ones. */
export type Tongue = 'de' | 'en' | 'fr';

const WOMEN: Readonly<Record<Tongue, readonly string[]>> = {
  de: wordList(`Anna Andrea Angelika Anja Annette Antje Astrid Barbara Beate Birgit Britta Carina Carla Carolin Christa
    Christiane Christina Claudia Cornelia Dagmar Daniela Doris Elena Elif Elisabeth Emma Esra Eva Fatma Franziska
    Friederike Gabriele Gisela Greta Hanna Heike Helga Henrike Ilona Ines Inge Iris Isabel Jana Janina Jasmin Johanna
    Julia Jutta Karin Karolin Katharina Kathrin Katja Kerstin Kirsten Klara Kristina Lara Laura Lea Lena Leonie Linda
    Lisa Luisa Magdalena Maja Manuela Maren Margit Maria Marie Marina Marion Marlene Martina Meike Melanie Merve
    Michaela Miriam Mirjam Monika Nadine Nadja Natalie Nicole Nina Olga Patricia Paula Petra Pia Ramona Rebecca Regina
    Renate Rita Romy Ruth Sabine Sabrina Sandra Sarah Sibylle Silke Silvia Simone Sofia Sonja Stefanie Susanne Svenja
    Tanja Tatjana Teresa Theresa Ulrike Ursula Ute Vanessa Vera Verena Veronika Yvonne Zeynep`),
  en: wordList(`Alice Amelia Amy Charlotte Chloe Claire Deborah Diana Emily Fiona Gemma Grace Hannah Harriet Helen
    Imogen Jane Jennifer Joanna Karen Kate Laura Lucy Megan Natasha Nicola Olivia Priya Rachel Rebecca Rosie Ruth
    Samantha Sophie Susan Tessa Victoria Zoe`),
  fr: wordList(`Adèle Agnès Amélie Anne Aurélie Camille Caroline Cécile Chantal Claire Clémence Delphine Élodie
    Emmanuelle Estelle Florence Hélène Isabelle Jeanne Juliette Laure Louise Margaux Marie Mathilde Nathalie Pauline
    Sandrine Solène Sophie Valérie Véronique Virginie`),
};

const MEN: Readonly<Record<Tongue, readonly string[]>> = {
  de: wordList(`Achim Ahmet Albert Alexander Alfred Ali Andreas Arne Arno Axel Benedikt Benjamin Bernd Bernhard Bert
    Björn Boris Carsten Christian Christoph Clemens Daniel David Dennis Detlef Dieter Dirk Dominik Eckart Elias Emil
    Emre Erik Ernst Fabian Felix Ferdinand Florian Frank Franz Frederik Friedrich Georg Gerd Gerhard Gernot Gregor
    Günter Hannes Hans Harald Hartmut Heiko Heiner Helmut Hendrik Henning Herbert Holger Horst Ingo Jakob Jan Jannik
    Jens Joachim Jochen Johannes Jonas Jörg Josef Julian Jürgen Kai Karl Karsten Kevin Klaus Konrad Konstantin Kurt
    Lars Lennart Leon Lorenz Lothar Lukas Lutz Malte Manfred Marc Marco Mario Markus Martin Mathias Matthias Max
    Maximilian Mehmet Michael Moritz Mustafa Nico Niklas Nils Norbert Olaf Oliver Oskar Patrick Paul Peter Philipp
    Rainer Ralf Reinhard René Richard Robert Roland Rolf Roman Rudolf Rüdiger Sascha Sebastian Simon Stefan Steffen
    Sven Theo Thomas Thorsten Tilo Tim Tobias Tom Torben Udo Ulrich Uwe Valentin Viktor Volker Walter Werner Wilhelm
    Wolfgang Yannick`),
  en: wordList(`Adam Adrian Alan Alistair Andrew Anthony Ben Callum Charles Colin Craig Daniel David Duncan Edward
    Gareth George Graham Harry Hugh Ian Jack James John Keith Liam Marcus Mark Martin Nathan Neil Nigel Oliver Owen
    Patrick Paul Raj Richard Robert Ross Rupert Simon Stephen Stuart Thomas Toby Trevor William`),
  fr: wordList(`Adrien Alain Antoine Arnaud Baptiste Benoît Bruno Christophe Cyril Damien Didier Émile Éric Étienne
    Fabrice François Frédéric Gilles Guillaume Henri Jérôme Julien Laurent Luc Marc Mathieu Nicolas Olivier Pascal
    Philippe Pierre Quentin Rémi Romain Sébastien Sylvain Thierry Vincent Xavier Yves`),
};

const SURNAMES: Readonly<Record<Tongue, readonly string[]>> = {
  de: wordList(`Ackermann Adler Ahrens Albers Albrecht Arnold Auer Baier Bartels Barth Bauer Baumann Baumgartner Bayer Beck
    Becker Behrens Berger Bergmann Binder Blum Bock Böhm Bosch Brand Brandt Braun Brinkmann Bruckner Brunner Buchholz
    Burger Burkhardt Busch Carstens Christensen Claus Dahl Dietrich Döring Ebert Ecker Eder Egger Ehlers Eichler
    Engel Ernst Esser Faber Falk Feldmann Fiedler Fink Fischer Fleischer Förster Frank Franke Freitag Frey Friedrich
    Fritz Fuchs Gebhardt Geiger Gerlach Giese Glaser Göbel Götz Graf Grimm Gross Gruber Günther Haas Hagen Hahn Hansen
    Hartmann Hartwig Haupt Heine Heinrich Heinze Held Heller Henke Herbst Hermann Herrmann Herzog Hesse Hinrichs Hofer
    Hoffmann Hofmann Holzer Horn Hoyer Huber Hübner Hummel Jacobsen Jäger Jahn Jansen Janssen Jung Kaiser Kaufmann
    Keller Kern Kessler Kirchner Klaus Klein Klose Knecht Knoll Koch Köhler Kohler König Konrad Korte Kraft Krämer
    Kramer Kraus Krause Krebs Kremer Kröger Krüger Kruse Kuhn Kunz Kurz Lang Lange Langer Lechner Lehmann Leitner
    Lenz Lindner Link Löffler Lohmann Lorenz Ludwig Lutz Maier Marquardt Martens Mayer Meier Menzel Merkel Mertens
    Metzger Meyer Michels Miller Mohr Möller Moser Müller Münch Nagel Neubauer Neumann Nickel Niemann Nolte Nowak
    Oswald Ott Otto Pape Paul Paulsen Peters Petersen Pfeiffer Pichler Pohl Prinz Probst Raab Rademacher Rau Reichel
    Reimann Reinhardt Reiter Renner Reuter Richter Riedel Ritter Rohde Römer Rose Roth Rudolph Ruf Sander Sauer
    Schäfer Schenk Scherer Schiller Schilling Schindler Schlüter Schmid Schmidt Schmitt Schmitz Schneider Scholz
    Schramm Schreiber Schröder Schubert Schulte Schultz Schulz Schumacher Schuster Schwab Schwarz Seidel Seifert Seitz
    Siebert Simon Singer Sommer Stahl Stark Steffens Stein Steiner Stock Straub Strobl Sturm Thiel Thomas Timm
    Trautmann Ulrich Unger Urban Vetter Vogel Vogt Voigt Voss Wagner Walter Weber Wegner Weidner Weiss Wendt Werner
    Wessel Westphal Wiese Wieser Wild Wimmer Winkler Winter Wirth Witt Wolf Wolff Wulf Yildiz Zander Ziegler
    Zimmermann`),
  en: wordList(`Abbott Adams Allen Armstrong Atkinson Bailey Baker Barnes Bennett Blake Bradley Brooks Brown Burton Carter
    Chambers Chapman Clarke Cole Collins Cooper Cox Crawford Davies Dawson Dixon Doyle Edwards Elliott Evans Fletcher
    Foster Fraser Gibson Gordon Graham Grant Gray Green Griffiths Hall Hamilton Harper Harris Harrison Hart Harvey
    Hayes Holmes Howard Hughes Hunt Jackson Jenkins Johnson Jones Kelly Kennedy Khan King Knight Lawson Lewis Lloyd
    Marshall Mason Matthews Miller Mitchell Moore Morgan Morris Murphy Murray Newman Owen Palmer Parker Patel Pearson
    Phillips Pritchard Reid Reynolds Richards Roberts Robinson Rogers Russell Saunders Scott Shaw Simpson Singh Spencer
    Stevens Stewart Sutherland Taylor Thompson Turner Walker Wallace Ward Watson Webb Wells White Wilkinson Wood
    Wright Young`),
  fr: wordList(`André Aubert Bailly Barbier Baron Benoit Bernard Berthier Besson Blanc Bonnet Boucher Bourgeois Bouvier
    Brun Caron Chevalier Clément Collet Colin Cousin David Delmas Denis Dubois Dufour Dumont Dupont Durand Fabre Faure
    Fontaine Fournier Garnier Gauthier Gérard Girard Guérin Guillot Henry Hubert Jacquet Joly Lacroix Lambert Laurent
    Leblanc Leclerc Lefèvre Legrand Lemaire Lemoine Leroux Leroy Marchand Martin Masson Mercier Meunier Meyer Michel
    Moreau Morel Moulin Noël Olivier Perrin Petit Picard Poirier Renard Renaud Rey Richard Rivière Robert Roche Roger
    Rousseau Roussel Roux Royer Schmitt Simon Thomas Vidal Vincent`),
};

const SURNAME_STEMS =
  wordList(`Alt Berg Birk Blei Bon Brei Bren Buch Dorn Ehren Eich Eisen Erlen Esch Feld Fels Flei Gold
  Grün Hag Heid Heil Hell Hirsch Hoch Holl Holz Hopf Immel Kalt Kamp Kirch Klee Kron Land Laub Licht Linden Loh Mark
  Moos Neu Nieder Nuss Ober Oster Pfaff Rauch Rein Ried Rohr Rosen Rot Sand Schön Silber Sonn Spiel Stein Stern Strauss
  Tal Tann Thal Uhl Wald Wasser Weiden Weil Wein Wester Wiesen Wind Wolfs Zell`);
const SURNAME_ENDS = wordList(`acker auer bacher bauer beck berger born brink brunner dorf eder eder egger felder hagen
  hauer hauser heim heimer hofer hoff holt huber inger kamp kampf kircher leben leitner lein lich mann mayr meier
  meister müller rath reiter rieder röder rück schmied schneider stätter stein steiner thaler wald wein wirth zeller`);

/** A family name; every second German one is put together, so that large orgs do not run out of them. */
export function drawSurname(random: Random, tongue: Tongue): string {
  if (tongue === 'de' && random.chance(0.5)) return random.pick(SURNAME_STEMS) + random.pick(SURNAME_ENDS);
  return random.pick(SURNAMES[tongue]);
}

export interface PersonName {
  readonly firstName: string;
  readonly lastName: string;
  readonly isWoman: boolean;
}

/** A whole name of a person who speaks this tongue. */
export function drawPersonName(random: Random, tongue: Tongue): PersonName {
  const isWoman = random.chance(0.48);
  return { firstName: random.pick((isWoman ? WOMEN : MEN)[tongue]), lastName: drawSurname(random, tongue), isWoman };
}
